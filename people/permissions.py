"""What a person is: coordinator, author, publisher, analyst, administrator. Who may do what to a thing is asked in its own app."""

from django.contrib.auth.models import Group
from django.db.models import Q

from .models import Grant, GrantKind, Membership, User, Vouching

# Wagtail groups, made by a migration.
AUTHORS = "Authors"
PUBLISHERS = "Publishers"
ANALYSTS = "Analysts"
ADMINISTRATORS = "Administrators"
MODERATORS = "Feedback moderators"
GROUPS = (AUTHORS, PUBLISHERS, ANALYSTS, ADMINISTRATORS, MODERATORS)


def duties(user):
    """The names of a person's groups and kinds of current grants, in one query, once for each loaded user: once a request."""
    if not user.is_authenticated or not user.is_active:
        return frozenset()
    if not hasattr(user, "_duties"):
        groups = Group.objects.filter(user=user, name__in=GROUPS).order_by().values_list("name")
        grants = Grant.objects.current().filter(user=user).order_by().values_list("kind")
        remember_duties(user, {name for (name,) in groups.union(grants)})
    return user._duties


def remember_duties(user, found):
    """What was read with the person (people/backends.py) need not be asked again in this request."""
    user._duties = frozenset(found | {ADMINISTRATORS} if user.is_superuser else found)


def is_coordinator(user):
    """Of any organisation."""
    return GrantKind.COORDINATOR in duties(user)


def is_coordinator_of(user, organisation):
    return is_coordinator(user) and coordinated(user).filter(organisation=organisation).exists()


def coordinated(user):
    """A person's current grants as coordinator."""
    return Grant.objects.current().filter(user=user, kind=GrantKind.COORDINATOR)


def is_editor(user):
    """Writes or publishes content."""
    return bool(duties(user) & {AUTHORS, PUBLISHERS, ADMINISTRATORS})


def is_analyst(user):
    return ANALYSTS in duties(user)


def is_administrator(user):
    return ADMINISTRATORS in duties(user)


def administrators():
    """Everybody who is one now."""
    return User.objects.filter(Q(groups__name=ADMINISTRATORS) | Q(is_superuser=True), is_active=True).distinct()


def is_last_administrator(user):
    return is_administrator(user) and not administrators().exclude(pk=user.pk).exists()


def current_membership(user):
    """The primary membership of a person now, whatever its standing; None for somebody who has not said where they serve."""
    if not user.is_authenticated:
        return None
    return user.memberships.current().primary().select_related("organisation", "organisation__region").first()


def can_decide(user, membership):
    """Administrators, and the coordinators of the organisation that is asked for; nobody about themselves."""
    if membership.user_id == user.pk:
        return False
    return is_administrator(user) or (
        membership.organisation is not None and is_coordinator_of(user, membership.organisation)
    )


def pending_for(user):
    """The memberships that wait, the longest wait first: all for administrators, their own organisation's for coordinators."""
    waiting = Membership.objects.current().pending().exclude(user=user).select_related("user", "organisation")
    if not is_administrator(user):
        waiting = waiting.filter(organisation__in=coordinated(user).values("organisation"))
    return waiting.order_by("requested_at", "pk")


def vouchings_for(user):
    """The open questions whether somebody is still the same person: all for administrators, their own organisation's for coordinators."""
    waiting = Vouching.objects.waiting().exclude(user=user).select_related("user")
    if is_administrator(user):
        return waiting
    serving = Membership.objects.current().counted().filter(organisation__in=coordinated(user).values("organisation"))
    return waiting.filter(user__in=serving.values("user"))


def can_vouch(user, vouching):
    return vouchings_for(user).filter(pk=vouching.pk).exists()
