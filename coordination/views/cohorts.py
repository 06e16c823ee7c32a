"""Cohorts: the list, one with its people, and the forms that change it."""

from urllib.parse import urlencode

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone

from people.models import User

from .. import actions, cohorts
from ..doors import coordinating
from ..forms import CohortForm, MembersForm
from ..models import Cohort, CohortMember
from ..overview import counts, lines
from ..permissions import can_change_cohorts, can_remind, can_see_people, members_seen_by
from ..rules import UNFINISHED, State
from . import page, posted

WHO = {"not-started": (State.NOT_STARTED,), "unfinished": UNFINISHED}


@coordinating(can_see_people, "GET")
def listed(request, organisation):
    found = lines(request.user, organisation, timezone.localdate())
    mine = Cohort.objects.seen_by(request.user).at(organisation).select_related("course")
    rows = [_card(cohort, found) for cohort in mine.running()]
    return page(request, "cohorts", organisation, here="cohorts", rows=rows, closed=mine.closed())


@coordinating(can_change_cohorts, "GET", "POST")
def new(request, organisation):
    form = CohortForm(posted(request))
    if request.method == "POST" and form.is_valid():
        cohort = cohorts.make(organisation=organisation, by=request.user, at=timezone.now(), **form.cleaned_data)
        messages.success(request, "The cohort is made. Invite people to it, or add people who are here already.")
        return redirect("coordination:cohort", organisation.slug, cohort.pk)
    return page(request, "cohort_form", organisation, form=form, status=422 if form.is_bound else 200)


@coordinating(can_see_people, "GET")
def cohort(request, organisation, pk):
    found = _cohort(request, organisation, pk)
    members = [line for line in lines(request.user, organisation, timezone.localdate()) if line.cohort_id == found.pk]
    invite_url = f"{reverse('coordination:invite', args=[organisation.slug])}?{urlencode({'cohort': found.pk})}"
    context = {"cohort": found, "lines": members, "counts": counts(members), "invite_url": invite_url}
    return page(request, "cohort", organisation, here="cohorts", **context)


@coordinating(can_change_cohorts, "GET", "POST")
def edit(request, organisation, pk):
    found = _running(request, organisation, pk)
    form = CohortForm(posted(request), cohort=found)
    if request.method == "POST" and form.is_valid():
        cohorts.change(cohort=found, by=request.user, at=timezone.now(), **form.cleaned_data)
        messages.success(request, "The cohort is changed.")
        return redirect("coordination:cohort", organisation.slug, pk)
    return page(request, "cohort_form", organisation, form=form, cohort=found, status=422 if form.is_bound else 200)


@coordinating(can_change_cohorts, "POST")
def close(request, organisation, pk):
    cohorts.close(cohort=_cohort(request, organisation, pk), by=request.user, at=timezone.now())
    messages.success(request, "The cohort is closed. People keep what they have learnt.")
    return redirect("coordination:cohorts", organisation.slug)


@coordinating(can_change_cohorts, "GET", "POST")
def add(request, organisation, pk):
    found = _running(request, organisation, pk)
    placed = CohortMember.objects.filter(cohort=found).values("person")
    others = (
        members_seen_by(request.user)
        .at(organisation)
        .exclude(user__in=placed)
        .select_related("user")
        .order_by("user__name")
    )
    choices = [(str(m.user_id), m.user.name or "No name given yet") for m in others]
    form = MembersForm(posted(request), choices=list(dict.fromkeys(choices)))
    if request.method == "POST" and form.is_valid():
        people = User.objects.filter(pk__in=form.cleaned_data["people"])
        added = cohorts.add(cohort=found, people=people, by=request.user, at=timezone.now())
        messages.success(request, f"{added} added. Each is told by email.")
        return redirect("coordination:cohort", organisation.slug, pk)
    context = {"cohort": found, "form": form, "choices": choices}
    return page(request, "cohort_add", organisation, status=422 if form.is_bound else 200, **context)


@coordinating(can_change_cohorts, "POST")
def remove(request, organisation, pk, person):
    found = _cohort(request, organisation, pk)
    place = get_object_or_404(CohortMember.objects.select_related("person"), cohort=found, person=person)
    cohorts.remove(cohort=found, person=place.person, by=request.user, at=timezone.now())
    messages.success(
        request, f"{place.person.name or 'The person'} is no longer in the cohort. What they learnt stays."
    )
    return redirect("coordination:cohort", organisation.slug, pk)


@coordinating(can_remind, "POST")
def remind(request, organisation, pk):
    found = _running(request, organisation, pk)
    states = WHO.get(request.POST.get("who"), WHO["not-started"])
    told = actions.remind_cohort(cohort=found, states=states, by=request.user, at=timezone.now())
    say_reminded(request, told)
    return redirect("coordination:cohort", organisation.slug, pk)


def _card(cohort, found):
    """(cohort, counts by state, completed, everybody)."""
    members = [line for line in found if line.cohort_id == cohort.pk]
    return cohort, counts(members), sum(line.state == State.COMPLETED for line in members), len(members)


def say_reminded(request, told):
    if told:
        people = "person gets" if told == 1 else "people get"
        messages.success(request, f"{told} {people} a reminder at the next time when reminders may go.")
    else:
        messages.info(
            request,
            "Nobody can be reminded now. People get a reminder after 14 days without activity, at most one in 7 days.",
        )


def _cohort(request, organisation, pk):
    return get_object_or_404(
        Cohort.objects.seen_by(request.user).at(organisation).select_related("course", "organisation"), pk=pk
    )


def _running(request, organisation, pk):
    running = Cohort.objects.seen_by(request.user).at(organisation).running().select_related("course", "organisation")
    return get_object_or_404(running, pk=pk)
