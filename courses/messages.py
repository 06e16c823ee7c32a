"""What editors are told by mail: that something they had scheduled was not done, and why; that a module must be read again."""

from django.utils import timezone
from wagtail.models import Page

from mail.kinds import register

from .judging import refusals, refusals_of_fields, refusals_of_leaving
from .models import ModulePage
from .reviews import reviews

DONE = {"publish": "published", "expire": "taken down"}


def schedule_refused(page, change):
    """As of now; None where the page is gone or nothing stands against it any more."""
    found = Page.objects.filter(pk=page).first()
    if found is None:
        return None
    found = found.specific
    in_hand = found.scheduled_revision.as_object() if found.scheduled_revision else found
    judge = refusals_of_leaving if change == "expire" else refusals
    findings = judge(in_hand, on=timezone.localdate()) or refusals_of_fields(in_hand)
    if not findings:
        return None
    return {
        "title": found.title,
        "done": DONE[change],
        "findings": findings,
        "edit_path": f"/cms/pages/{found.pk}/edit/",
    }


register("schedule_refused", purpose="service", subject="“{title}” was not {done}", context=schedule_refused)


def review_due(module):
    """None once somebody has set another date, or the module is not live any more."""
    page = ModulePage.objects.live().filter(pk=module).first()
    due = page and next((one for one in reviews(on=timezone.localdate()) if one.module == page), None)
    if not due or due.words == "Later":
        return None
    edit_path = f"/cms/pages/{page.pk}/edit/"
    return {"title": page.title, "on": due.on, "is_overdue": due.is_overdue, "edit_path": edit_path}


register("review_due", purpose="service", subject="“{title}” is to be reviewed", context=review_due)
