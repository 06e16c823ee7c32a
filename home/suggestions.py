"""What My learning suggests: the confidence check while it is open, which pathway to take and why, and the weeks that are left."""

from dataclasses import dataclass

from progress import confidence, pathways
from progress.confidence import Invitation
from progress.models import Moment
from progress.pathways import Pathway


@dataclass(frozen=True)
class Suggestions:
    """`check` is the moment that confidence is asked for now, `invitation` its words; `taken` are one's pathways, `offered` the
    others, best first."""

    check: Moment | None
    invitation: Invitation | None
    taken: list[Pathway]
    offered: list[Pathway]

    @property
    def has_more(self):
        """Whether a pathway that is offered has something left to learn."""
        return any(one.minutes_left for one in self.offered)


def suggestions(learner, audience, learning, at) -> Suggestions:
    """Three queries, whatever there is to learn."""
    plan = pathways.plan_of(learner)
    check = confidence.due_from(learner, at) if learning.taken else None
    return Suggestions(
        check=check,
        invitation=check and confidence.invitation(check, has_begun=learning.has_begun, has_learnt=learning.has_learnt),
        taken=[Pathway(one, (), plan.minutes_a_week) for one in learning.taken],
        offered=pathways.ranked(learning.offered, audience, plan.interests, plan.minutes_a_week),
    )
