"""Who has earned what, and what a certificate says today. Pure: sets, dates and facts in, plain values out."""

from calendar import monthrange
from datetime import date, timedelta
from enum import StrEnum

MODULES_OF_A_PRINCIPLE = 2
LONGEST_PAUSE = timedelta(minutes=5)
RENEWAL_OPENS = timedelta(days=90)  # before the last day


class State(StrEnum):
    VALID = "valid"
    EXPIRED = "expired"
    RENEWED = "renewed"
    WITHDRAWN = "withdrawn"
    REPLACED = "replaced"
    REVOKED = "revoked"


def principle_earned(published: set, complete: set) -> bool:
    """All published modules of the principle, at least two, the same for everyone."""
    return len(published) >= MODULES_OF_A_PRINCIPLE and published <= complete


def state(certificate, on: date) -> State:
    """What a certificate is on a day. What its issuer did outweighs what its holder did, and both outweigh the calendar."""
    if certificate.revoked_at:
        return State.REVOKED
    if certificate.replaced_at:
        return State.REPLACED
    if certificate.withdrawn_at:
        return State.WITHDRAWN
    if certificate.renewed_at:
        return State.RENEWED
    return State.EXPIRED if certificate.expires_on and on > certificate.expires_on else State.VALID


def shows_facts(state: State) -> bool:
    """Whether the public page says who and what: never for a replaced, revoked or withdrawn certificate."""
    return state in {State.VALID, State.EXPIRED, State.RENEWED}


def pause_after(attempts: int) -> timedelta:
    """How long a document that could not be rendered waits: 10 seconds, doubled each time up to five minutes."""
    return min(timedelta(seconds=10 * 2 ** min(attempts - 1, 10)), LONGEST_PAUSE)


def last_day(awarded_on: date, months: int) -> date:
    """The day of the month stays; where that month has no such day, its last one."""
    years, month = divmod(awarded_on.month - 1 + months, 12)
    year, month = awarded_on.year + years, month + 1
    return date(year, month, min(awarded_on.day, monthrange(year, month)[1]))


def renewal_opens(expires_on: date) -> date:
    """From this day on a new pass counts towards renewal."""
    return expires_on - RENEWAL_OPENS


def renewal_opens_before(on: date) -> date:
    """On this day renewal is open for whatever expires on or before the day returned."""
    return on + RENEWAL_OPENS
