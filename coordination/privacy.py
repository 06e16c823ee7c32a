"""What is held about people who are brought together: to show it to them, and to erase it with the account."""

from allauth.account.models import EmailAddress
from django.db.models import Q

from people.privacy import PUBLIC_TASK, PersonalField

from . import actions
from .models import CohortMember, Invitation, PeopleFile

NINETY_DAYS = "90 days after it was sent"

UNTIL_ANSWERED = "Until it is accepted or withdrawn, at most 90 days"
UNTIL_REMOVED = "Until the place or the account is deleted"

REGISTER = (
    PersonalField("coordination.CohortMember", "*", "Which group takes a pathway together", PUBLIC_TASK, UNTIL_REMOVED),
    PersonalField(
        "coordination.Invitation", "email", "Sending the invitation, and who may accept it", PUBLIC_TASK, UNTIL_ANSWERED
    ),
    PersonalField("coordination.Invitation", "name", "Greeting the person who is invited", PUBLIC_TASK, UNTIL_ANSWERED),
    PersonalField(
        "coordination.PeopleFile", "*", "A file of people that a coordinator asked for", PUBLIC_TASK, "One day"
    ),
    PersonalField("coordination.Invitation", "*", "Who invited whom, and the answer", PUBLIC_TASK, NINETY_DAYS),
)


def _about(person):
    """Accepted by the person, or sent to an address that is theirs."""
    addresses = EmailAddress.objects.filter(user=person, verified=True).values("email")
    return Invitation.objects.filter(Q(accepted_by=person) | Q(email__in=addresses))


def export(person):
    """What this app holds about a person, as plain values."""
    places = CohortMember.objects.filter(person=person).select_related("cohort__organisation", "cohort__course")
    return {
        "cohorts": [
            {"cohort": p.cohort.name, "organisation": p.cohort.organisation.name, "course": p.cohort.course.title, "since": p.added_at,
             "due": p.cohort.due_on}
            for p in places
        ],
        "invitations": [
            {"organisation": i.organisation.name, "sent": i.sent_at, "name": i.name, "accepted": i.accepted_at, "declined": i.declined_at}
            for i in _about(person).select_related("organisation")
        ],
        "files of people asked for": [
            {"organisation": f.organisation.name, "at": f.asked_at, "until": f.expires_at}
            for f in PeopleFile.objects.without_content().filter(person=person).select_related("organisation")
        ],
        "invitations sent to others": Invitation.objects.filter(invited_by=person).count(),
    }  # fmt: skip


def erase(person, *, at):
    """Places and invitations of the person go. Those that they sent are the organisation's, by somebody without a name any more."""
    serves = person.memberships.values("organisation")
    PeopleFile.objects.filter(Q(person=person) | Q(organisation__in=serves)).delete()  # the name may stand in them
    actions.erase(_about(person))
    CohortMember.objects.filter(person=person).delete()
