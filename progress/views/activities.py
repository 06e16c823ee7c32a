"""Answering an activity of a lesson: knowledge checks, scenarios, sorting, self-assessment."""

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
from people.kept import token

from .. import answers
from ..activities import Activity, post_url
from ..permissions import can_record
from ..records import module_path


@signed_in("POST")
def answer_check(request, lesson_id, block_id):
    lesson, module, part = find_activity(request, lesson_id, block_id, {"knowledge_check"})
    block = next(child for child in lesson.body if child.id == part.block_id)
    try:
        answer = answers.check_answer(part.value, request.POST)
        keep_check(learner=request.user, lesson=lesson, module=module, block=block, answer=answer, at=timezone.now())
    except InvalidAnswer as problem:
        return ask_again(request, lesson, part, problem)
    return back(lesson, part)


@signed_in("POST")
def answer_activity(request, lesson_id, block_id):
    lesson, _, part = find_activity(request, lesson_id, block_id, {"scenario", "sorting", "self_assessment"})
    try:
        answer = _activity_answer(request, lesson, part)
    except InvalidAnswer as problem:
        return ask_again(request, lesson, part, problem)
    block = next(child for child in lesson.body if child.id == part.block_id)
    keep_activity(learner=request.user, lesson=lesson, block=block, answer=answer, at=timezone.now())
    return back(lesson, part)


def _live_lesson(lesson_id):
    """(lesson, module) of a lesson that can be read now: live, not private, in a live module. Else 404 with a way forward."""
    lesson = get_object_or_404(LessonPage.objects.live().public(), pk=lesson_id)
    return lesson, get_object_or_404(ModulePage.objects.live(), path=module_path(lesson))


def find_activity(request, lesson_id, block_id, types):
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


def ask_again(request, lesson, part, problem, *, status=422, **shown):
    """The one activity on a page of its own, with what was wrong and what was sent (`shown`: fields of the Activity)."""
    url = post_url(part.type, lesson.pk, rendered_lesson(lesson).module.id, part.block_id)
    again = Activity(url=url, errors=[str(problem)], **shown)
    again.writer = token(request.user)
    return render(request, "progress/activity.html", {"lesson": lesson, "part": part, "activity": again}, status=status)


def back(lesson, part):
    return redirect(f"{lesson.url}#block-{part.block_id}")
