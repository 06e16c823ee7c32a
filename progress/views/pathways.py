"""Choosing a pathway: what one would like to learn and how fast, which pathway suits and why, and changing it later."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from courses.models import CoursePage
from people.doors import posted, signed_in
from people.permissions import current_membership

from .. import pathways
from ..forms import PlanForm
from ..models import Enrolment
from .learning import after_enrolling, enrol, say_where_first


@signed_in("GET", "POST")
def choose(request):
    """The plan above, the pathways that follow from it below."""
    plan = pathways.plan_of(request.user)
    initial = {"interests": plan.interests, "minutes_a_week": plan.minutes_a_week}
    form = PlanForm(posted(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        pathways.make_plan(learner=request.user, at=timezone.now(), **form.cleaned_data)
        return redirect(f"{request.path}#pathways")
    found = pathways.pathways_for(request.user, timezone.now())
    taken = [one for one in found if one.progress.enrolled and not one.progress.completed]
    context = {"form": form, "pathways": found, "taken": taken, "pace": plan.minutes_a_week}
    return render(request, "progress/pathways.html", context, status=422 if form.is_bound else 200)


@signed_in("POST")
def change(request, course_id):
    """Take this pathway in place of those named in `leave`, for the organisation that they were for; everything done is kept."""
    course = get_object_or_404(CoursePage.objects.live().public(), pk=course_id)
    named = [pk for pk in request.POST.getlist("leave") if pk.isdecimal() and len(pk) < 18]
    leaving = Enrolment.objects.current().in_progress().filter(learner=request.user, course__in=named)
    left = leaving.exclude(course=course).first()
    if left is None:
        return enrol(request, course_id)
    serving = request.user.memberships.current()
    membership = serving.filter(pk=left.membership_id).first() or current_membership(request.user)
    if membership is None:
        return say_where_first(course)
    pathways.change(learner=request.user, course=course, leaving=leaving, membership=membership, at=timezone.now())
    messages.success(request, "Your pathway has changed. Everything that you have done is kept.")
    return after_enrolling(request, course)
