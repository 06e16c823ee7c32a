"""Papers that the demonstration's crowd sat: drawn, answered and marked by the product's rules, and written many at once."""

from datetime import timedelta
from functools import cached_property
from uuid import UUID

from courses.editions import bank, current_edition, question_versions

from . import rules
from .models import Attempt, AttemptAnswer, AttemptState

TAKES = timedelta(minutes=14)


class Desk:
    """One module's bank, and the papers that were sat from it. `rng` throws all dice."""

    def __init__(self, module, rng, at):
        self.module, self.rng, self.edition = module, rng, current_edition(module)
        questions = bank(module)
        versions = question_versions(module=module, questions=questions, at=at)
        self.versions = {str(version.question_id): version for version in versions}
        self.bank = [{**version.content, "question_id": key} for key, version in self.versions.items()]
        # Some questions are harder than others, the same ones for everybody.
        self.ease = {key: rng.uniform(0.6, 1.6) for key in self.versions}

    @cached_property
    def asked(self):
        return min(self.module.paper_size, len(self.bank))

    @cached_property
    def pass_mark(self):
        return min(self.module.pass_mark, self.asked)

    def sat(self, learner, sittings):
        """[(attempt, answers)] of (when marked, score), first to last; questions not seen before come first."""
        seen, found = set(), []
        for number, (marked_at, score) in enumerate(sittings, start=1):
            paper = rules.draw(self.bank, seen, self.asked, self.rng)
            seen |= {question["question_id"] for question in paper}
            found.append(self._marked(learner, number, paper, marked_at, score))
        return found

    def _marked(self, learner, number, paper, marked_at, score):
        right = self._right(paper, score)
        started_at = marked_at - TAKES
        attempt = Attempt(
            id=UUID(int=self.rng.getrandbits(128), version=4), learner_id=learner, module=self.module, edition=self.edition,
            number=number, state=AttemptState.MARKED, pass_mark=self.pass_mark, started_at=started_at, marked_at=marked_at,
            expires_at=started_at + timedelta(days=rules.PAPER_DAYS), score=score, passed=score >= self.pass_mark,
            paper=[{"question": self.versions[q["question_id"]].pk, "order": rules.shown_order(q, self.rng)} for q in paper],
            by_outcome=rules.tally((question["outcome"], place in right) for place, question in enumerate(paper)),
        )  # fmt: skip
        return attempt, [
            AttemptAnswer(attempt=attempt, position=place + 1, at=marked_at, correct=place in right, answer=answer)
            for place, question in enumerate(paper)
            if (answer := self._answer(question, place in right)) is not None
        ]

    def _right(self, paper, score):
        """The places of the questions that were answered rightly: as many as the score says, easy ones sooner."""
        by_luck = sorted(range(len(paper)), key=lambda n: -self.rng.random() * self.ease[paper[n]["question_id"]])
        return set(by_luck[:score])

    def _answer(self, question, rightly):
        """None where nothing was chosen: an order or a match is left out where it was not known."""
        if rightly:
            return rules.clean(question, rules.right_answer(question))
        wrong = [option["id"] for option in question.get("options", ()) if not option.get("correct")]
        if not wrong:
            return None
        chosen = self.rng.choice(wrong)
        return [chosen] if question["kind"] == "multiple" else chosen
