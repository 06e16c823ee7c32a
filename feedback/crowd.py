"""What the demonstration's crowd said of modules and courses: points alone, since words would have to be invented too."""

from django.utils import timezone

from .models import SurveyAnswer

# Points and how often each is given; None where a question was passed over.
USEFUL = {5: 8, 4: 14, 3: 6, 2: 2, 1: 1}
CLEAR = {5: 10, 4: 13, 3: 4, 2: 2, None: 2}
WILL_ACT = {5: 5, 4: 11, 3: 8, 2: 4, 1: 1, None: 3}


def answer(membership, rng, at, **about):
    """A survey about `module` or `course`, not saved."""
    points = {"useful": USEFUL, "clear": CLEAR, "will_act": WILL_ACT}
    given = {name: rng.choices(list(weights), weights.values())[0] for name, weights in points.items()}
    return SurveyAnswer(
        learner_id=membership.user_id,
        membership=membership,
        organisation=membership.organisation,
        audience=membership.audience,
        answered_at=at,
        answered_month=timezone.localdate(at).replace(day=1),
        **given,
        **about,
    )
