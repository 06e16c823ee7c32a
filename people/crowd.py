"""The demonstration's crowd: people with plainly invented names in organisations as invented. Nobody can sign in as one of them, since
the accounts are closed and have no confirmed address; and nobody writes to them."""

from datetime import datetime, time, timedelta
from itertools import product
from random import Random
from uuid import UUID

from django.utils.text import slugify

from mail.rules import LONDON

from .models import Membership, Standing, User

FIRST_NAMES = (
    "Adele", "Basil", "Clara", "Desmond", "Edith", "Fergus", "Gloria", "Horace", "Ingrid", "Jasper", "Kitty", "Lionel",
    "Mabel", "Nigel", "Odette", "Percy", "Queenie", "Rufus", "Sybil", "Tarquin", "Ursula", "Vikram", "Wilma", "Xanthe",
    "Yusuf", "Zelda",
)  # fmt: skip
# Things of an office: nobody is called so.
SURNAMES = (
    "Anglepoise", "Bookend", "Clipboard", "Doorstop", "Envelope", "Fileholder", "Gluestick", "Hatstand", "Inkwell",
    "Jamjar", "Keyring", "Lampshade", "Mousemat", "Notepad", "Oilcan", "Paperclip", "Quillpen", "Ringbinder", "Stapler",
    "Teaspoon", "Umbrella", "Visorcap", "Wastebasket", "Wallplanner",
)  # fmt: skip
LAST_JOINED = timedelta(days=4)
# Most people come with an intake: when it begins, as a part of the time, and how many of twenty come with it.
INTAKES = {0.02: 6, 0.45: 7, 0.86: 6}
BY_THEMSELVES = 1


def make(*, places, since, at) -> list[Membership]:
    """Where each of them serves, from some day between `since` and `at` on; nobody where there are some already.

    `places`: {slug: organisations.demonstration.Invented}.
    """
    if User.objects.filter(is_demonstration=True, emailaddress=None).exists():
        return []
    rng = Random("the crowd")
    names = [f"{first} {last}" for first, last in product(FIRST_NAMES, SURNAMES)]
    rng.shuffle(names)
    serving = [_serving(place, name, rng, since, at) for place in places.values() for name in _some(names, place)]
    User.objects.bulk_create(membership.user for membership in serving)
    return Membership.objects.bulk_create(serving)


def _some(names, place):
    return [names.pop() for _ in range(place.people)]


def _serving(place, name, rng, since, at):
    joined_at = _joined_at(rng, since, at - LAST_JOINED)
    organisation = place.organisation
    address = f"{slugify(name).replace('-', '.')}@{organisation.slug}.example"
    user = User(
        id=UUID(int=rng.getrandbits(128), version=4), email=address, name=name, name_confirmed_at=joined_at, joined_at=joined_at,
        is_active=False, is_demonstration=True, password="!",  # nosec B106
    )  # fmt: skip
    (audience,) = rng.choices(list(place.sends), place.sends.values())
    return Membership(
        user=user, organisation=organisation, audience=audience, standing=Standing.MATCHED, starts_on=joined_at.date()
    )


def _joined_at(rng, since, until):
    (intake,) = rng.choices([*INTAKES, None], [*INTAKES.values(), BY_THEMSELVES])
    moment = since + (until - since) * (rng.random() if intake is None else intake)
    if intake is not None:
        moment += timedelta(days=rng.triangular(0, 24, 5))
    return working_hour(min(moment, until).astimezone(LONDON), rng)


def working_hour(moment, rng):
    """On that day, or on the Monday after a weekend, at some time between breakfast and supper."""
    day = moment.date() + timedelta(days=7 - moment.weekday() if moment.weekday() > 4 else 0)
    return datetime.combine(day, time(8), LONDON) + timedelta(minutes=rng.randrange(12 * 60))
