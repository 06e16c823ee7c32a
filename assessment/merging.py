"""Two accounts of one person become one: answers and attempts of both, the open paper of one."""

from django.db.models import Max

from people.merging import move

from .models import ActivityAnswer, Attempt, AttemptState, CheckAnswer


def unite(*, kept, merged):
    """Attempts of the merged account are numbered after those of the kept one; of two open papers the older is closed, not failed."""
    for model in (CheckAnswer, ActivityAnswer):
        move(model.objects.filter(learner=merged), "learner", kept, same=("lesson", "block_id"), newest="at")
    for attempt in Attempt.objects.filter(learner=merged).order_by("number"):
        _close_the_older(attempt, kept)
        last = Attempt.objects.of(kept, attempt.module).aggregate(last=Max("number"))["last"]
        attempt.learner, attempt.number = kept, (last or 0) + 1
        attempt.save(update_fields=["learner", "number", "state"])


def _close_the_older(attempt, kept):
    present = Attempt.objects.of(kept, attempt.module).open().first()
    if attempt.state != AttemptState.OPEN or present is None:
        return
    if present.started_at < attempt.started_at:
        Attempt.objects.filter(pk=present.pk).update(state=AttemptState.CLOSED)
    else:
        attempt.state = AttemptState.CLOSED
