"""A learner's own paper: one question a page, a review, one submission, the result. Everybody else's is 404."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from people.doors import signed_in

from . import actions, results
from .forms import AnswerForm
from .models import Attempt, AttemptState


@signed_in("GET", "POST")
def question(request, attempt_id, position):
    """GET shows question `position` (from 1); POST keeps its answer and goes on."""
    attempt = _own(request, attempt_id)
    closed = _closed(request, attempt)
    if closed:
        return closed
    if not 1 <= position <= attempt.asked:
        raise Http404
    entry = attempt.paper[position - 1]
    asked = attempt.question(position)
    saved = {answer.position: answer.answer for answer in attempt.answers.all()}
    sent = request.POST if request.method == "POST" else None
    form = AnswerForm(sent, content=asked.content, order=entry["order"], answer=saved.get(position))
    if form.is_valid():
        return _keep(request, attempt, position, form.answer())
    context = {"attempt": attempt, "position": position, "asked": asked, "form": form, "answered": len(saved)}
    return render(request, "assessment/question.html", context, status=422 if form.is_bound else 200)


def _keep(request, attempt, position, answer):
    try:
        actions.save_answer(attempt=attempt, position=position, answer=answer, at=timezone.now())
    except actions.AttemptClosed:
        return _closed(request, _own(request, attempt.pk))
    return _onwards(attempt, position)


@signed_in("GET")
def review(request, attempt_id):
    attempt = _own(request, attempt_id)
    closed = _closed(request, attempt)
    if closed:
        return closed
    lines = results.review(attempt)
    missing = sum(not line.answer for line in lines)
    context = {"attempt": attempt, "lines": lines, "missing": missing}
    return render(request, "assessment/review.html", context)


@signed_in("POST")
def submit(request, attempt_id):
    """Sending it twice (double click, back button, two tabs) leads to the one result."""
    attempt = _own(request, attempt_id)
    try:
        actions.submit(attempt=attempt, at=timezone.now())
    except actions.AttemptClosed:
        return _expired(request, attempt)
    return redirect("assessment:result", attempt.pk)


@signed_in("GET")
def result(request, attempt_id):
    attempt = _own(request, attempt_id)
    if attempt.state != AttemptState.MARKED:
        return _closed(request, attempt) or redirect("assessment:review", attempt.pk)
    context = {"attempt": attempt, "outcomes": results.by_outcome(attempt), "questions": results.questions(attempt)}
    return render(request, "assessment/result.html", context)


def _own(request, attempt_id):
    attempts = Attempt.objects.select_related("module", "edition")
    return get_object_or_404(attempts, pk=attempt_id, learner=request.user)


def _closed(request, attempt):
    """Where to go instead when nothing in the paper can change any more; None while it is open."""
    if attempt.state == AttemptState.MARKED:
        return redirect("assessment:result", attempt.pk)
    return None if actions.is_open(attempt, timezone.now()) else _expired(request, attempt)


def _expired(request, attempt):
    return render(request, "assessment/closed.html", {"attempt": attempt}, status=410)


def _onwards(attempt, position):
    if position < attempt.asked:
        return redirect("assessment:question", attempt.pk, position + 1)
    return redirect("assessment:review", attempt.pk)
