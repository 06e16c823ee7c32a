"""When each module must be read again: what is due soon or overdue, and who is reminded of it, once before and once after."""

from dataclasses import dataclass
from datetime import date, timedelta

from mail import actions as mail
from people.models import User
from people.permissions import PUBLISHERS

from .models import ModulePage

SOON = timedelta(days=30)


@dataclass(frozen=True)
class Review:
    """A live module and the day by which it must be read again."""

    module: ModulePage
    on: date
    today: date

    @property
    def is_overdue(self):
        return self.on < self.today

    @property
    def is_soon(self):
        return self.today <= self.on <= self.today + SOON

    @property
    def words(self):
        if self.is_overdue:
            return "Overdue"
        return "Within 30 days" if self.is_soon else "Later"


def reviews(*, on) -> list[Review]:
    """Of all live modules, the most pressing first."""
    modules = ModulePage.objects.live().filter(review_on__isnull=False).order_by("review_on", "path")
    return [Review(module, module.review_on, on) for module in modules]


def remind(*, at, on):
    """One message for each module, date and occasion, however often it is asked for."""
    for review in reviews(on=on):
        if review.is_overdue or review.is_soon:
            for person in _readers(review.module):
                _queue(review, person, at)


def _readers(module):
    """Who made it, while they work here; else everybody who publishes."""
    owner = User.objects.filter(pk=module.owner_id, is_active=True, groups__isnull=False).distinct()
    return owner or User.objects.filter(is_active=True, groups__name=PUBLISHERS)


def _queue(review, person, at):
    occasion = "overdue" if review.is_overdue else "soon"
    mail.queue(
        key=f"courses.review:{review.module.pk}:{review.on.isoformat()}:{occasion}:{person.pk}",
        template="review_due",
        to=person.email,
        context={"module": review.module.pk},
        at=at,
        person=person.pk,
    )
