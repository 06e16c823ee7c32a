"""Enrolling, starting, completing, withdrawing, and where one was."""

from contextlib import suppress
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from courses.models import CoursePage, LessonPage, ModulePage
from courses.rendering import render_lesson, rendered_lesson
from people.doors import signed_in
from people.forms.serving import MembershipForm

from .. import actions
from ..confidence import due_from
from ..models import Enrolment, Moment
from ..overview import module_contents
from ..state import module_standing
from .activities import ask_again


@signed_in("POST")
def enrol(request, course_id):
    course = get_object_or_404(CoursePage.objects.live().public(), pk=course_id)
    serving = list(request.user.memberships.current().select_related("organisation"))
    if not serving:
        return say_where_first(course)
    membership = serving[0] if len(serving) == 1 else chosen_membership(request, course, serving)
    if membership is None:
        return ask_which(request, course, serving)
    actions.enrol(learner=request.user, course=course, membership=membership, at=timezone.now())
    return after_enrolling(request, course)


def chosen_membership(request, course, serving):
    """Which of several it is for, as the person says; None where they have not said. Once enrolled, it is said."""
    if Enrolment.objects.filter(learner=request.user, course=course).exists():
        return serving[0]
    return next((one for one in serving if str(one.pk) == request.POST.get("membership")), None)


def ask_which(request, course, serving):
    """It counts once, there (RULES: Organisations and coordinators)."""
    form = MembershipForm(
        request.POST if "membership" in request.POST or "chosen" in request.POST else None, serving=serving
    )
    context = {"form": form, "course": course}
    return render(request, "progress/which_organisation.html", context, status=422 if form.is_bound else 200)


def say_where_first(course):
    return redirect(f"{reverse('people:choose-organisation')}?next={course.url}")


def after_enrolling(request, course):
    """To the course; by way of the confidence check where there is no baseline yet."""
    if due_from(request.user, timezone.now()) != Moment.BEFORE:
        return redirect(course.url)
    return redirect(f"{reverse('progress:check-confidence', args=[Moment.BEFORE])}?{urlencode({'next': course.url})}")


@signed_in("POST")
def withdraw(request, course_id):
    enrolment = get_object_or_404(Enrolment.objects.current(), course_id=course_id, learner=request.user)
    actions.withdraw(enrolment=enrolment, at=timezone.now())
    return redirect("home:my-learning")


@signed_in("POST")
def start_module(request, module_id):
    module = get_object_or_404(ModulePage.objects.live().public(), pk=module_id)
    try:
        actions.start_module(learner=request.user, module=module, at=timezone.now())
    except actions.NotEnrolled:
        return enrol_first(request)
    here = module_contents(request.user, module, module_standing(request.user, module.pk)).next
    return redirect(here.url if here else module.url)


@signed_in("POST")
def complete_lesson(request, lesson_id):
    lesson = get_object_or_404(LessonPage, pk=lesson_id)
    try:
        following = actions.complete_lesson(learner=request.user, lesson=lesson, at=timezone.now())
    except actions.NotTaught:
        raise Http404 from None
    except actions.NotEnrolled:
        return enrol_first(request)
    except actions.ChecksUnanswered as unanswered:
        part = next(part for part in render_lesson(lesson).parts if part.block_id == unanswered.blocks[0])
        return ask_again(request, lesson, part, "Answer this first. Any answer will do: it is there to help you.")
    module = rendered_lesson(lesson).module
    return redirect(next((entry.url for entry in module.contents if entry.id == following), module.url))


@require_POST
def remember_place(request, lesson_id):
    """A small POST from the page where JavaScript runs; anything odd in it, or nobody signed in, is passed over."""
    with suppress(ValueError):
        block_id = UUID(request.POST.get("block", ""))
        if request.user.is_authenticated:
            actions.remember_place(learner=request.user, lesson=lesson_id, block_id=block_id)
    return HttpResponse(status=204)


def enrol_first(request):
    messages.info(request, "Choose a course first: your progress is then kept for every course that has this module.")
    return redirect(reverse("home:my-learning"))
