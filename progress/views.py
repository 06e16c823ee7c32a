"""The doors of learning: each loads what it is about, calls one action and leads on. A GET changes nothing."""

from contextlib import suppress
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from assessment.actions import NothingToAsk
from assessment.actions import answer_activity as keep_activity
from assessment.actions import answer_check as keep_check
from assessment.models import ActivityAnswer, Attempt
from assessment.rules import InvalidAnswer
from courses.models import CoursePage, LessonPage, ModulePage
from courses.rendering import render_lesson, rendered_lesson
from people.doors import signed_in
from people.permissions import current_membership

from . import actions, answers, learning_log, rules
from .activities import Activity, fill, post_url
from .forms import NextStepForm
from .models import Enrolment, LogEntry
from .overview import module_contents
from .permissions import can_record
from .records import module_path
from .state import module_standing


@signed_in("POST")
def enrol(request, course_id):
    course = get_object_or_404(CoursePage.objects.live().public(), pk=course_id)
    membership = current_membership(request.user)
    if membership is None:
        return redirect(f"{reverse('people:choose-organisation')}?next={course.url}")
    actions.enrol(learner=request.user, course=course, membership=membership, at=timezone.now())
    return redirect(course.url)


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
        return _enrol_first(request)
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
        return _enrol_first(request)
    except actions.ChecksUnanswered as unanswered:
        part = next(part for part in render_lesson(lesson).parts if part.block_id == unanswered.blocks[0])
        return _ask_again(request, lesson, part, "Answer this first. Any answer will do: it is there to help you.")
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


@signed_in("POST")
def answer_check(request, lesson_id, block_id):
    lesson, module, part = _activity(request, lesson_id, block_id, {"knowledge_check"})
    block = next(child for child in lesson.body if child.id == part.block_id)
    try:
        answer = answers.check_answer(part.value, request.POST)
        keep_check(learner=request.user, lesson=lesson, module=module, block=block, answer=answer, at=timezone.now())
    except InvalidAnswer as problem:
        return _ask_again(request, lesson, part, problem)
    return _back(lesson, part)


@signed_in("POST")
def answer_activity(request, lesson_id, block_id):
    lesson, _, part = _activity(request, lesson_id, block_id, {"scenario", "sorting", "self_assessment"})
    try:
        answer = _activity_answer(request, lesson, part)
    except InvalidAnswer as problem:
        return _ask_again(request, lesson, part, problem)
    block = next(child for child in lesson.body if child.id == part.block_id)
    keep_activity(learner=request.user, lesson=lesson, block=block, answer=answer, at=timezone.now())
    return _back(lesson, part)


@signed_in("POST")
def write_entry(request, lesson_id, block_id):
    lesson, _, part = _activity(request, lesson_id, block_id, {"reflection"})
    if "skip" in request.POST:
        return _back(lesson, part)
    text = request.POST.get("text", "")
    try:
        learning_log.write_entry(
            learner=request.user, lesson=lesson, block_id=part.block_id, text=text, at=timezone.now()
        )
    except learning_log.TooLong:
        return _ask_again(request, lesson, part, _too_long(text), entry=(text, None))
    return _back(lesson, part)


@signed_in("POST")
def write_next_step(request, module_id, lesson_id, block_id):
    lesson, module, part = _activity(request, lesson_id, block_id, {"next_step"})
    form = NextStepForm(request.POST)
    text = request.POST.get("text", "")
    if not form.is_valid():
        return _ask_again(request, lesson, part, form.non_field_errors()[0], entry=(text, None), by=form.sent)
    try:
        learning_log.write_next_step(
            learner=request.user, module=module, block_id=part.block_id, at=timezone.now(), **form.cleaned_data
        )
    except learning_log.TooLong:
        return _ask_again(request, lesson, part, _too_long(text), entry=(text, None), by=form.sent)
    return _back(lesson, part)


@signed_in("GET")
def log(request):
    """The learner's own entries, and nobody else's."""
    entries = LogEntry.objects.filter(learner=request.user).select_related("lesson")
    shown = [
        {"lesson": e.lesson, "block_id": e.block_id, "written_at": e.written_at, "text": learning_log.read(e)}
        for e in entries
    ]
    return render(request, "progress/log.html", {"entries": shown})


@signed_in("GET", "POST")
def assessment(request, module_id):
    """What the assessment is, earlier attempts, and the button that starts or resumes one."""
    module = get_object_or_404(ModulePage.objects.live().public(), pk=module_id)
    if request.method == "POST":
        return _take_assessment(request, module)
    standing = module_standing(request.user, module.pk)
    if standing is None:
        return _enrol_first(request)
    return _about_assessment(request, module, standing)


def _take_assessment(request, module):
    try:
        attempt = actions.take_assessment(learner=request.user, module=module, at=timezone.now())
    except actions.NotEnrolled:
        return _enrol_first(request)
    except actions.NotReady:
        return _about_assessment(request, module, module_standing(request.user, module.pk), status=409)
    except NothingToAsk:
        messages.error(request, "This module has no assessment yet. Your progress is kept.")
        return redirect(module.get_url(request))
    return redirect("assessment:question", attempt.pk, 1)


def _about_assessment(request, module, standing, status=200):
    due = standing.due if standing.started else module.live_lessons().count()
    ready = rules.may_take_assessment(done=standing.done, due=due, by_assessment=module.by_assessment)
    attempts = Attempt.objects.of(request.user, module)
    context = {
        "module": module,
        "standing": standing,
        "due": due,
        "ready": ready or standing.complete,
        "attempts": attempts.marked(),
        "open": attempts.open().filter(expires_at__gt=timezone.now()).first(),
    }
    return render(request, "progress/assessment.html", context, status=status)


def _live_lesson(lesson_id):
    """(lesson, module) of a lesson that can be read now: live, not private, in a live module. Else 404 with a way forward."""
    lesson = get_object_or_404(LessonPage.objects.live().public(), pk=lesson_id)
    return lesson, get_object_or_404(ModulePage.objects.live(), path=module_path(lesson))


def _activity(request, lesson_id, block_id, types):
    """(lesson, module, part) of an activity that this person may answer; 404 for everything else."""
    lesson, module = _live_lesson(lesson_id)
    parts = rendered_lesson(lesson).parts if can_record(request.user, module) else ()
    part = next((p for p in parts if p.block_id == str(block_id) and p.type in types), None)
    if part is None:
        raise Http404
    return lesson, module, part


def _activity_answer(request, lesson, part):
    if part.type == "sorting":
        return answers.sorting_answer(part.value, request.POST)
    if part.type == "self_assessment":
        return answers.self_assessment_answer(part.value, request.POST)
    before = ActivityAnswer.objects.filter(learner=request.user, lesson=lesson, block_id=part.block_id).first()
    return answers.scenario_answer(part.value, request.POST, before.answer if before else [])


def _ask_again(request, lesson, part, problem, entry=None, by=None):
    """The one activity on a page of its own, with what was wrong and what was sent."""
    url = post_url(part.type, lesson.pk, rendered_lesson(lesson).module.id, part.block_id)
    shown = fill(Activity(url=url, errors=[str(problem)]), part, entry=entry)
    shown.result, shown.by = None, by or {}
    return render(request, "progress/activity.html", {"lesson": lesson, "part": part, "activity": shown}, status=422)


def _back(lesson, part):
    return redirect(f"{lesson.url}#block-{part.block_id}")


def _enrol_first(request):
    messages.info(request, "Choose a course first: your progress is then kept for every course that has this module.")
    return redirect(reverse("home:my-learning"))


def _too_long(text):
    longest = learning_log.LONGEST
    return f"That is {len(text):,} characters, and {longest:,} can be kept. Nothing has been lost: shorten it below."
