"""Who may see and bring together an organisation's people, and who may answer an invitation.

A coordinator, for their own organisation, and nobody else: administrators appoint coordinators, the ministry sees counts.
"""

from allauth.account.models import EmailAddress

from organisations.models import Organisation
from people.models import Membership
from people.permissions import coordinated, is_coordinator_of

from .models import DownloadRight


def can_see_people(user, organisation):
    return is_coordinator_of(user, organisation)


def can_export(user, organisation):
    """The same people in the same columns, as a file: a right of its own, which an administrator gives to a coordinator."""
    right = DownloadRight.objects.current().filter(grant__user=user, grant__organisation=organisation)
    return is_coordinator_of(user, organisation) and right.exists()


def can_invite(user, organisation):
    return is_coordinator_of(user, organisation)


def can_change_cohorts(user, organisation):
    return is_coordinator_of(user, organisation)


def can_remind(user, organisation):
    return is_coordinator_of(user, organisation)


def can_accept(user, invitation):
    """Who has shown that the invited address is theirs. A link passed on to somebody else opens nothing."""
    if not user.is_authenticated or not invitation.email:
        return False
    return EmailAddress.objects.filter(user=user, email__iexact=invitation.email, verified=True).exists()


def organisations_seen_by(user):
    return Organisation.objects.filter(pk__in=coordinated(user).values("organisation"))


def members_seen_by(user):
    """Current memberships that count, in the organisations that the person coordinates."""
    return Membership.objects.current().counted().filter(organisation__in=coordinated(user).values("organisation"))
