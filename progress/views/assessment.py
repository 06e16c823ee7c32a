"""The page before an assessment: what it is, earlier attempts, and the button that starts or resumes one."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from assessment.actions import NothingToAsk
from assessment.models import Attempt
from courses.models import ModulePage
from people.doors import signed_in

from .. import actions, rules
from ..state import module_standing
from .learning import enrol_first


@signed_in("GET", "POST")
def assessment(request, module_id):
    """What the assessment is, earlier attempts, and the button that starts or resumes one."""
    module = get_object_or_404(ModulePage.objects.live().public(), pk=module_id)
    if request.method == "POST":
        return _take_assessment(request, module)
    standing = module_standing(request.user, module.pk)
    if standing is None:
        return enrol_first(request)
    return _about_assessment(request, module, standing)


def _take_assessment(request, module):
    try:
        attempt = actions.take_assessment(learner=request.user, module=module, at=timezone.now())
    except actions.NotEnrolled:
        return enrol_first(request)
    except actions.NotReady:
        return _about_assessment(request, module, module_standing(request.user, module.pk), status=409)
    except NothingToAsk:
        messages.error(request, "This module has no assessment yet. Your progress is kept.")
        return redirect(module.get_url(request))
    return _resumed(attempt)


def _resumed(attempt):
    position = attempt.first_unanswered()
    if position is None:
        return redirect("assessment:review", attempt.pk)
    return redirect("assessment:question", attempt.pk, position)


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
