"""What is held about people who work with figures: to show it to them, and to erase it with the account."""

from people.privacy import PUBLIC_TASK, PersonalField

from .models import PreAccess, Release, Subscription

WITH_THE_RELEASE = "As long as the release; without the account nobody's name stands on it"

REGISTER = (
    PersonalField(
        "reports.Subscription", "*", "Sending a report that the person asked for", PUBLIC_TASK, "Until the account is deleted"
    ),
    PersonalField(
        "reports.PreAccess", "person", "Listing who saw figures before they were published", PUBLIC_TASK, WITH_THE_RELEASE
    ),
    PersonalField(
        "reports.Release", "approved_by", "Saying who answers for published figures", PUBLIC_TASK, WITH_THE_RELEASE
    ),
)  # fmt: skip


def export(person):
    """What this app holds about a person, as plain values."""
    return {
        "reports by email": [
            {"report": s.table or s.organisation.name, "every": s.get_every_display(), "since": s.made_at, "until": s.ended_at}
            for s in person.subscriptions.select_related("organisation")
        ],
        "figures seen before publication": [
            {"month": seen.release.month, "at": seen.given_at}
            for seen in PreAccess.objects.filter(person=person.pk).select_related("release__snapshot")
        ],
        "releases approved": [
            {"month": release.month, "at": release.approved_at}
            for release in Release.objects.filter(approved_by=person.pk).select_related("snapshot")
        ],
    }  # fmt: skip


def erase(person, *, at):
    """Subscriptions go. Releases keep an opaque id, behind which there is no name any more."""
    Subscription.objects.filter(person=person).delete()
