"""The learner's own log."""

from django.shortcuts import render

from people.doors import signed_in

from .. import learning_log
from ..models import LogEntry


@signed_in("GET")
def log(request):
    """The learner's own entries, and nobody else's."""
    entries = LogEntry.objects.filter(learner=request.user).select_related("lesson")
    shown = [
        {"lesson": e.lesson, "block_id": e.block_id, "written_at": e.written_at, "text": learning_log.read(e)}
        for e in entries
    ]
    return render(request, "progress/log.html", {"entries": shown})
