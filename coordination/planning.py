"""What would become of a list of people, before anybody is invited. Asks, and changes nothing."""

from dataclasses import dataclass

from allauth.account.models import EmailAddress

from people.models import Membership, User

from .models import Cohort, CohortMember, Invitation
from .reading import Row


@dataclass(frozen=True)
class LeftOut:
    row: Row
    why: str


@dataclass(frozen=True)
class Plan:
    """`new` are to be invited; `here` already serve the organisation and only join the cohort."""

    new: tuple[Row, ...]
    here: tuple[tuple[Row, User], ...]
    left_out: tuple[LeftOut, ...]


def plan(organisation, rows, cohort: Cohort | None) -> Plan:
    """Tells of an address only what the organisation's own members and invitations say; who has an account elsewhere is new."""
    members = _members(organisation, rows)
    placed = set(CohortMember.objects.filter(cohort=cohort).values_list("person", flat=True)) if cohort else set()
    invited = {
        i.email: i
        for i in Invitation.objects.unaccepted().at(organisation).filter(email__in=[row.email for row in rows])
    }
    new, here, left_out, seen = [], [], [], {}
    for row in rows:
        person = members.get(row.email)
        if row.email in seen:
            left_out.append(LeftOut(row, f"Twice in this list: see line {seen[row.email]}"))
        elif person and cohort and person.pk not in placed:
            here.append((row, person))
            placed.add(person.pk)
        elif person:
            left_out.append(LeftOut(row, "In this cohort already" if cohort else "With your organisation here already"))
        elif row.email in invited:
            left_out.append(LeftOut(row, _invited_before(invited[row.email])))
        else:
            new.append(row)
        seen.setdefault(row.email, row.line)
    return Plan(tuple(new), tuple(here), tuple(left_out))


def _members(organisation, rows):
    """{address: person} of the organisation's current members, by every address that they have confirmed."""
    serving = Membership.objects.current().counted().at(organisation).values("user")
    found = EmailAddress.objects.filter(verified=True, email__in=[row.email for row in rows], user__in=serving)
    return {address.email: address.user for address in found.select_related("user")}


def _invited_before(invitation):
    """The same words whether somebody declined or let the time pass: that is theirs to tell."""
    if invitation.declined_at:
        return f"Invited before. They can be invited again from {invitation.expires_at:%-d %B %Y}"
    return f"Invited already, on {invitation.sent_at:%-d %B %Y}"
