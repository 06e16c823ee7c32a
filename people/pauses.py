"""Which pause before an election holds a message: that of any organisation that its reader serves, or that their address points at."""

from organisations import pauses
from organisations.matching import match

from .models import Membership


def last_day(message, day):
    serving = set()
    if message.person:
        serving = set(Membership.objects.current().filter(user=message.person).values_list("organisation", flat=True))
    pointed_at = {organisation.pk for organisation in match(message.to, day).organisations}
    return pauses.last_day((serving | pointed_at) - {None}, day)
