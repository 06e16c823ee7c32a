"""What My learning suggests: the confidence check while it is open, which pathway to take and why, and the weeks that are left."""

from dataclasses import dataclass

from progress import confidence, pathways
from progress.models import Moment
from progress.pathways import Pathway


@dataclass(frozen=True)
class Suggestions:
    """`check` is the moment that confidence is asked for now; `taken` are the pathways in progress, `offered` the others, best first."""

    check: Moment | None
    taken: list[Pathway]
    offered: list[Pathway]


def suggestions(learner, audience, learning, at) -> Suggestions:
    """Three queries, whatever there is to learn."""
    plan = pathways.plan_of(learner)
    check = confidence.due_from(learner, at) if learning.taken else None
    return Suggestions(
        check=check,
        taken=[Pathway(one, (), plan.minutes_a_week) for one in learning.taken if not one.completed],
        offered=pathways.ranked(learning.offered, audience, plan.interests, plan.minutes_a_week),
    )
