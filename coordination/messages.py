"""The words for what coordination sends, as of the moment when it is sent. None where there is nothing left to say."""

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from mail.kinds import register
from people.models import Grant
from progress.models import Enrolment

from . import actions
from .models import CohortMember, Invitation


def invitation(invitation):
    found = (
        Invitation.objects.filter(pk=invitation).select_related("organisation", "cohort__course", "invited_by").first()
    )
    if found is None or not found.is_open(timezone.now()):
        return None
    return {
        "name": found.name,
        "organisation": found.organisation.name,
        "invited_by": found.invited_by.name or "A coordinator",
        "link": settings.SITE_URL + reverse("coordination:join", args=[actions.token_of(found.pk)]),
        "open_until": timezone.localtime(found.expires_at).date(),
        **_cohort(found.cohort),
    }


def accepted(invitation):
    found = (
        Invitation.objects.filter(pk=invitation).select_related("organisation", "cohort__course", "accepted_by").first()
    )
    if found is None or found.accepted_by is None:
        return None
    return {"name": found.accepted_by.name, "organisation": found.organisation.name, **_cohort(found.cohort)}


def in_cohort(cohort, person):
    """For somebody who is in the cohort still, serves there, and has not completed what it asks."""
    place = CohortMember.objects.filter(cohort=cohort, person=person, cohort__closed_at=None)
    place = place.select_related("cohort__course", "cohort__organisation", "person").first()
    if place is None or not place.person.memberships.current().counted().at(place.cohort.organisation).exists():
        return None
    if Enrolment.objects.completed().filter(learner=person, course=place.cohort.course).exists():
        return None
    return {"name": place.person.name, "organisation": place.cohort.organisation.name, **_cohort(place.cohort)}


def coordinators_changed(grant, change):
    found = Grant.objects.filter(pk=grant).select_related("user", "organisation").first()
    if found is None or not found.user.name:
        return None
    return {"person": found.user.name, "organisation": found.organisation.name, "ended": change == "ended"}


def coordinator_duty(grant, change):
    """Nothing of a duty that has ended before it could be said that it began."""
    found = Grant.objects.filter(pk=grant, user__is_active=True).select_related("organisation").first()
    ended = change == "ended"
    if found is None or bool(found.ended_at) != ended:
        return None
    people = settings.SITE_URL + reverse("coordination:people", args=[found.organisation.slug])
    return {"organisation": found.organisation.name, "ended": ended, "people": people}


def _cohort(cohort):
    """What a cohort asks for; nothing where there is none, or it is closed."""
    if cohort is None or cohort.closed_at:
        return {"course": "", "due_on": None, "course_link": settings.SITE_URL + "/courses/"}
    path = cohort.course.url if cohort.course.live else "/courses/"
    return {"course": cohort.course.title, "due_on": cohort.due_on, "course_link": settings.SITE_URL + path}


register(
    "invitation",
    purpose="service",
    waits=True,
    subject="{organisation} invites you to a course for local government leaders",
    context=invitation,
)
register(
    "invitation_reminder",
    purpose="nudge",
    subject="Your invitation from {organisation} is still open",
    context=invitation,
)
register("invitation_accepted", purpose="service", subject="You have joined {organisation}", context=accepted)
register(
    "cohort_added",
    purpose="service",
    waits=True,
    subject="{organisation} asks you to take “{course}”",
    context=in_cohort,
)
register("cohort_reminder", purpose="nudge", subject="A reminder of “{course}”", context=in_cohort)
register("coordinator_duty", purpose="service", subject="Coordinating {organisation}", context=coordinator_duty)
register(
    "coordinators_changed", purpose="service", subject="Coordinators of {organisation}", context=coordinators_changed
)
