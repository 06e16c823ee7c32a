"""A learner's own paper: one question a page, a review, one submission, the result. Everybody else's is 404."""

from django.contrib import messages
from django.http import Http404, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone

from audit.actions import record
from people import kept
from people.doors import signed_in

from . import actions, results
from .forms import AnswerForm
from .models import Attempt, AttemptState

GIVEN_BACK = "You had been signed out before this answer was saved. It is chosen below: save it to keep it."


def seal_answer(request, attempt_id, position):
    """Seals what was chosen for the learner whose open paper it is; whether it did. Nothing of the paper changes."""
    chosen = request.POST.copy()
    chosen.pop("csrfmiddlewaretoken", None)
    attempt = Attempt.objects.open().filter(pk=attempt_id).first()
    if attempt and chosen:
        kept.seal(request, attempt.learner_id, chosen.urlencode())
    return bool(attempt and chosen)


@signed_in("GET", "POST", seal=seal_answer)
def question(request, attempt_id, position):
    """GET shows question `position` (from 1); POST keeps its answer and goes on."""
    attempt = _own(request, attempt_id)
    closed = _closed(request, attempt)
    if closed:
        return closed
    if not 1 <= position <= attempt.asked:
        _note_refusal(request, attempt_id, "no such question")
        raise Http404
    saved = {answer.position: answer.answer for answer in attempt.answers.all()}
    form = _form(request, attempt, position, saved.get(position))
    if form.is_valid():
        return _keep(request, attempt, position, form.answer())
    if form.is_altered:
        _note_refusal(request, attempt_id, "not offered")
    asked = attempt.question(position)
    context = {"attempt": attempt, "position": position, "asked": asked, "form": form, "answered": len(saved)}
    return render(request, "assessment/question.html", context, status=422 if form.is_bound else 200)


def _form(request, attempt, position, saved):
    """With what was sent; else with what came after the session had ended; else with what is saved."""
    sent = request.POST if request.method == "POST" else None
    content, order = attempt.question(position).content, attempt.paper[position - 1]["order"]
    form = AnswerForm(sent, content=content, order=order, answer=saved)
    chosen = None if form.is_bound else kept.words(request, request.path)
    if chosen:
        form.choose(QueryDict(chosen))
        messages.info(request, GIVEN_BACK)
    return form


def _keep(request, attempt, position, answer):
    try:
        actions.save_answer(attempt=attempt, position=position, answer=answer, at=timezone.now())
    except actions.AttemptClosed:
        return _closed(request, _own(request, attempt.pk))
    kept.drop(request)
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
        _note_refusal(request, attempt_id, "closed")
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
    attempt = Attempt.objects.select_related("module", "edition").filter(pk=attempt_id, learner=request.user).first()
    if attempt is None:
        _note_refusal(request, attempt_id, "not theirs")
        raise Http404
    return attempt


def _closed(request, attempt):
    """Where to go instead when nothing in the paper can change any more; None while it is open."""
    if actions.is_open(attempt, timezone.now()):
        return None
    if request.method == "POST":
        _note_refusal(request, attempt.pk, "closed")
    is_marked = attempt.state == AttemptState.MARKED
    return redirect("assessment:result", attempt.pk) if is_marked else _expired(request, attempt)


def _note_refusal(request, attempt_id, why):
    """Which paper, who and why; never an answer."""
    record(name="assessment.refused", at=timezone.now(), actor=request.user.pk, subject=attempt_id, why=why)


def _expired(request, attempt):
    return render(request, "assessment/closed.html", {"attempt": attempt}, status=410)


def _onwards(attempt, position):
    if position < attempt.asked:
        return redirect("assessment:question", attempt.pk, position + 1)
    return redirect("assessment:review", attempt.pk)
