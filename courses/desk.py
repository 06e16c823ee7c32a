"""What waits on the desk of somebody who writes: their drafts and what was said of them, what they may approve, and what the rules say.

Each answer costs the same number of questions, however many pages there are.
"""

from dataclasses import dataclass

from django.db.models import Max, Q
from wagtail.models import Page, Revision, TaskState, WorkflowState

from . import health, imprint

_judged: list = []  # of one: (mark, the rows of content health)


@dataclass(frozen=True)
class Draft:
    """A page with changes that readers do not see, and how far it has come. `review` is None where it was not sent for approval."""

    page: Page
    review: WorkflowState | None

    @property
    def is_sent_back(self):
        return bool(self.review) and self.review.status == WorkflowState.STATUS_NEEDS_CHANGES

    @property
    def words(self):
        if self.is_sent_back:
            return f"Sent back: {_comment(self.review) or 'no reason was given'}"
        if self.review:
            return "Waits for approval"
        return "Goes live at the time that was set" if self.page.approved_schedule else "Not sent for approval yet"


def drafts_of(user) -> list[Draft]:
    """Of the pages that they made, or changed last; what was sent back comes first, then the latest."""
    pages = (
        _pages_of(user)
        .filter(has_unpublished_changes=True)
        .annotate_approved_schedule()
        .prefetch_workflow_states()
        .order_by("-latest_revision_created_at", "pk")
    )
    drafts = [Draft(page, next(iter(page._current_workflow_states), None)) for page in pages]
    return sorted(drafts, key=lambda draft: not draft.is_sent_back)


def waiting_for(user):
    """What this person may approve, the longest waiting first; nothing of their own doing is left out, for nobody else may be there."""
    return (
        TaskState.objects.reviewable_by(user)
        .select_related("revision__user", "workflow_state__requested_by")
        .order_by("started_at", "pk")
    )


def findings(*, on):
    """The rows of content health, judged once in each process while pages and drafts stay as they are."""
    latest = Revision.objects.aggregate(Max("pk"), Max("created_at"))
    mark = (imprint.mark(), *latest.values(), on)
    if not _judged or _judged[0][0] != mark:
        _judged[:] = [(mark, health.rows(on=on))]
    return _judged[0][1]


def pages_of(user) -> set[int]:
    """The numbers of the pages that somebody made, or changed last."""
    return set(_pages_of(user).values_list("pk", flat=True))


def _pages_of(user):
    return Page.objects.filter(Q(owner=user) | Q(latest_revision__user=user))


def _comment(review):
    return review.current_task_state.comment if review.current_task_state else ""
