"""Two accounts of one person become one: what they told us, one survey for each module and course."""

from people.merging import move

from .models import Authorship, SurveyAnswer


def unite(*, kept, merged):
    answers = SurveyAnswer.objects.filter(learner=merged)
    move(answers, "learner", kept, same=("module", "course"), newest="answered_at")
    Authorship.objects.filter(author=merged).update(author=kept)
