"""Which pause before an election holds a coordinator's message: that of the organisation in whose name it goes."""

from organisations import pauses

from .models import Cohort, Invitation


def last_day(message, day):
    ids = message.context
    of_invitation = Invitation.objects.filter(pk=ids.get("invitation")).values_list("organisation", flat=True)
    of_cohort = Cohort.objects.filter(pk=ids.get("cohort")).values_list("organisation", flat=True)
    concerned = [*(of_invitation if "invitation" in ids else ()), *(of_cohort if "cohort" in ids else ())]
    return pauses.last_day(concerned, day) if concerned else None
