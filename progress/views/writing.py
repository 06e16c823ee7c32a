"""Writing for oneself: a reflection or a next step, by its button or as one types. Nothing that was typed is lost."""

from django.http import JsonResponse
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters

from people import kept
from people.doors import signed_in

from .. import learning_log
from ..forms import NextStepForm
from .activities import ask_again, back, find_activity

CHANGED = "You changed this in another tab or on another device. Both are below, and nothing has been lost: save what is to stay."


@sensitive_post_parameters("text")
@signed_in("POST")
def write_entry(request, lesson_id, block_id):
    lesson, _, part = find_activity(request, lesson_id, block_id, {"reflection"})
    if "skip" in request.POST:
        return back(lesson, part)
    where = {"learner": request.user, "lesson": lesson, "block_id": part.block_id}
    return _write(request, lesson, part, learning_log.write_entry, where)


@sensitive_post_parameters("text")
@signed_in("POST")
def write_next_step(request, module_id, lesson_id, block_id):
    lesson, module, part = find_activity(request, lesson_id, block_id, {"next_step"})
    form = NextStepForm(request.POST)
    if not form.is_valid():
        return _refused(request, lesson, part, form.non_field_errors()[0], by=form.sent)
    where = {"learner": request.user, "module": module, "block_id": part.block_id, "by": form.cleaned_data["by"]}
    return _write(request, lesson, part, learning_log.write_next_step, where, by=form.sent)


def _write(request, lesson, part, write, where, **shown):
    text = request.POST.get("text", "")
    if _as_one_types(request) and not text.strip():
        return JsonResponse({"version": request.POST.get("version", "")})  # an empty box removes nothing until Save
    try:
        write(text=text, at=timezone.now(), seen=request.POST.get("version"), **where)
    except learning_log.TooLong:
        return _refused(request, lesson, part, _too_long(text), **shown)
    except learning_log.Changed as changed:
        facts = {"other": changed.kept, "version": learning_log.version(changed.kept)}
        return _refused(request, lesson, part, CHANGED, status=409, **facts, **shown)
    kept.drop(request)
    if _as_one_types(request):
        return JsonResponse({"version": learning_log.version(text)})
    return back(lesson, part)


def _refused(request, lesson, part, problem, *, status=422, **shown):
    if _as_one_types(request):
        return JsonResponse({"problem": str(problem)}, status=status)
    text = {"entry": request.POST.get("text", ""), "version": request.POST.get("version", "")}
    return ask_again(request, lesson, part, problem, status=status, **text | shown)


def _as_one_types(request):
    return request.headers.get("Accept") == "application/json"


def _too_long(text):
    longest = learning_log.LONGEST
    return f"That is {len(text):,} characters, and {longest:,} can be kept. Nothing has been lost: shorten it below."
