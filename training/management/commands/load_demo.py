"""Makes the demonstration: people whom one can sign in as, and an invented history. Refused where demonstrations are off, above all in
production."""

from datetime import timedelta

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from certificates import crowd as awards
from certificates import demonstration as certificates
from coordination import demonstration as coordination
from courses import demonstration as courses
from courses.models import CoursePage
from feedback import demonstration as feedback
from mail import demonstration as mail
from organisations import demonstration as organisations
from people import crowd
from people import demonstration as people
from progress import crowd as learning
from progress import demonstration as progress
from reports import demonstration as reports

GOES_BACK, JOINED, ASKED, YESTERDAY = timedelta(days=400), timedelta(weeks=16), timedelta(days=5), timedelta(days=1)


class Command(BaseCommand):
    help = "Make the demonstration people of fictional organisations, with an invented history, and list them."

    def add_arguments(self, parser):
        parser.add_argument("--people-only", action="store_true", help="without the history")

    def handle(self, *, people_only=False, **options):
        if not settings.DEMONSTRATION:
            raise CommandError("A demonstration is only made where settings.DEMONSTRATION is on.")
        now = timezone.now()
        cast = people.make(at=now - JOINED)
        coordination.make(at=now)
        if not people_only and CoursePage.objects.live().exists():
            make_history(at=now)
        self.stdout.write(
            "  Demonstration people (sign in with the address; the code is in the mail that the server keeps):"
        )
        for person in cast:
            self.stdout.write(f"    {person.email:<34} {person.name:<22} {person.does}")


@transaction.atomic
def make_history(*, at):
    """All of it or nothing; what is there already stays as it is. Figures are counted afterwards, in the background."""
    since = at - GOES_BACK
    serving = crowd.make(places=organisations.make(at=since), since=since, at=at)
    if not serving:
        return
    courses.was_published(at=since)
    learning.make(serving=serving, since=since, at=at)
    awards.make(serving=serving)
    people.make_others(at=at - ASKED)
    progress.make(at=at)
    certificates.print_documents(at=at)
    coordination.bring_together(at=at)
    feedback.make(at=at)
    courses.submit_a_change()
    mail.let_it_be_sent(before=at - YESTERDAY)
    reports.publish(at=at)
