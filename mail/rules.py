"""When a nudge may go (RULES.md, Messages). Pure; times are aware and judged in Europe/London. Service messages go at once, always."""

from datetime import datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from holidays import country_holidays

LONDON = ZoneInfo("Europe/London")
OPENS, CLOSES = time(8), time(18)
BETWEEN_NUDGES = timedelta(days=7)
IDLE_BEFORE_A_NUDGE = timedelta(days=14)
WITHOUT_ACTIVITY = 3
ATTEMPTS = 5  # of a message that is refused for what it is
LONGEST_WAIT = timedelta(minutes=30)
ATTEMPTS_AT_ALL = 150  # three days of a server that takes nothing


def is_working_day(day):
    """Monday to Friday, not a bank holiday in England."""
    return day.weekday() < 5 and day not in _bank_holidays()


def is_open(at):
    local = at.astimezone(LONDON)
    return is_working_day(local.date()) and OPENS <= local.time() < CLOSES


def next_opening(at):
    """`at` itself when nudges may go then, otherwise the next moment when they may."""
    if is_open(at):
        return at
    local = at.astimezone(LONDON)
    day = local.date() if local.time() < OPENS else local.date() + timedelta(days=1)
    while not is_working_day(day):
        day += timedelta(days=1)
    return datetime.combine(day, OPENS, LONDON)


def nudge_from(at, last_nudged_at):
    """The first moment from `at` on when a nudge may go to somebody last nudged then."""
    return next_opening(max(at, last_nudged_at + BETWEEN_NUDGES) if last_nudged_at else at)


def has_gone_quiet(nudged_at, last_active_at):
    """Three nudges and nothing done since: no more of them. `last_active_at` may be None."""
    unanswered = [sent for sent in nudged_at if last_active_at is None or sent > last_active_at]
    return len(unanswered) >= WITHOUT_ACTIVITY


def may_nudge(*, at, since, nudged_at, last_active_at):
    """Idle for 14 days, nothing sent in 7, and not silent after three. `since`: when it began to wait; `nudged_at`: all earlier ones."""
    idle_from = max(since, last_active_at) if last_active_at else since
    if at - idle_from < IDLE_BEFORE_A_NUDGE:
        return False
    recently = any(at - sent < BETWEEN_NUDGES for sent in nudged_at)
    return not recently and not has_gone_quiet(nudged_at, last_active_at)


def wait_after(attempts):
    """How long to wait after so many failures: 1, 4, 16 minutes, then half an hour each time."""
    return min(timedelta(minutes=4 ** min(attempts - 1, 5)), LONGEST_WAIT)


def is_given_up(attempts, *, refused):
    """A refusal is believed sooner than a server that is away, whose operators may be asleep or need a weekend."""
    return attempts >= (ATTEMPTS if refused else ATTEMPTS_AT_ALL)


@lru_cache(maxsize=1)
def _bank_holidays():
    return country_holidays("GB", subdiv="ENG")
