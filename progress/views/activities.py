"""Answering an activity of a lesson: knowledge checks, scenarios, sorting, self-assessment, reflections and next steps."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from assessment.actions import answer_activity as keep_activity
from assessment.actions import answer_check as keep_check
from assessment.models import ActivityAnswer
from assessment.rules import InvalidAnswer
from courses.models import LessonPage, ModulePage
from courses.rendering import rendered_lesson
from people.doors import signed_in

from .. import answers, learning_log
from ..activities import Activity, fill, post_url
from ..forms import NextStepForm
from ..permissions import can_record
from ..records import module_path


@signed_in("POST")
def answer_check(request, lesson_id, block_id):
    lesson, module, part = _activity(request, lesson_id, block_id, {"knowledge_check"})
    block = next(child for child in lesson.body if child.id == part.block_id)
    try:
        answer = answers.check_answer(part.value, request.POST)
        keep_check(learner=request.user, lesson=lesson, module=module, block=block, answer=answer, at=timezone.now())
    except InvalidAnswer as problem:
        return ask_again(request, lesson, part, problem)
    return _back(lesson, part)


@signed_in("POST")
def answer_activity(request, lesson_id, block_id):
    lesson, _, part = _activity(request, lesson_id, block_id, {"scenario", "sorting", "self_assessment"})
    try:
        answer = _activity_answer(request, lesson, part)
    except InvalidAnswer as problem:
        return ask_again(request, lesson, part, problem)
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
        return ask_again(request, lesson, part, _too_long(text), entry=(text, None))
    return _back(lesson, part)


@signed_in("POST")
def write_next_step(request, module_id, lesson_id, block_id):
    lesson, module, part = _activity(request, lesson_id, block_id, {"next_step"})
    form = NextStepForm(request.POST)
    text = request.POST.get("text", "")
    if not form.is_valid():
        return ask_again(request, lesson, part, form.non_field_errors()[0], entry=(text, None), by=form.sent)
    try:
        learning_log.write_next_step(
            learner=request.user, module=module, block_id=part.block_id, at=timezone.now(), **form.cleaned_data
        )
    except learning_log.TooLong:
        return ask_again(request, lesson, part, _too_long(text), entry=(text, None), by=form.sent)
    return _back(lesson, part)


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


def ask_again(request, lesson, part, problem, entry=None, by=None):
    """The one activity on a page of its own, with what was wrong and what was sent."""
    url = post_url(part.type, lesson.pk, rendered_lesson(lesson).module.id, part.block_id)
    shown = fill(Activity(url=url, errors=[str(problem)]), part, entry=entry)
    shown.result, shown.by = None, by or {}
    return render(request, "progress/activity.html", {"lesson": lesson, "part": part, "activity": shown}, status=422)


def _back(lesson, part):
    return redirect(f"{lesson.url}#block-{part.block_id}")


def _too_long(text):
    longest = learning_log.LONGEST
    return f"That is {len(text):,} characters, and {longest:,} can be kept. Nothing has been lost: shorten it below."
