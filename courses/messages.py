"""What editors are told by mail: that something they had scheduled was not done, and why."""

from django.utils import timezone
from wagtail.models import Page

from mail.kinds import register

from .judging import refusals, refusals_of_leaving

DONE = {"publish": "published", "expire": "taken down"}


def schedule_refused(page, change):
    """As of now; None where the page is gone or nothing stands against it any more."""
    found = Page.objects.filter(pk=page).first()
    if found is None:
        return None
    found = found.specific
    in_hand = found.scheduled_revision.as_object() if found.scheduled_revision else found
    judge = refusals_of_leaving if change == "expire" else refusals
    findings = judge(in_hand, on=timezone.localdate())
    if not findings:
        return None
    return {
        "title": found.title,
        "done": DONE[change],
        "findings": findings,
        "edit_path": f"/cms/pages/{found.pk}/edit/",
    }


register("schedule_refused", purpose="service", subject="“{title}” was not {done}", context=schedule_refused)
