"""Counts how the questions of a module do, from the first marked paper of each learner; later papers draw on what they have seen."""

from collections import defaultdict

from django.db import transaction
from django.db.models import Max

from courses.models import ModulePage, QuestionVersion
from look.counts import ENOUGH

from .models import Attempt, AttemptAnswer, QuestionFigures
from .statistics import Tally, flag

AT_ONCE = 2_000  # papers held in memory
COUNTED = ["module", "learners", "right", "discrimination", "chosen", "flag", "counted_at"]


def modules_to_count():
    """Modules with a paper marked since they were counted."""
    counted = dict(QuestionFigures.objects.values_list("module").annotate(Max("counted_at")).order_by())
    marked = Attempt.objects.marked().values_list("module").annotate(Max("marked_at")).order_by()
    changed = [module for module, at in marked if module not in counted or counted[module] <= at]
    return ModulePage.objects.filter(pk__in=changed)


def count_questions(*, module, at):
    """Count the module's questions anew. Idempotent; a few seconds for 100,000 papers, so it belongs to the night."""
    tallies = _tallies(module)
    questions = QuestionVersion.objects.in_bulk(tallies)
    rows = [_figures(questions[pk], module, tally, at) for pk, tally in tallies.items()]
    with transaction.atomic():
        QuestionFigures.objects.filter(module=module).exclude(question__in=tallies).delete()
        QuestionFigures.objects.bulk_create(
            rows, update_conflicts=True, unique_fields=["question"], update_fields=COUNTED
        )


def _figures(question, module, tally, at):
    discrimination = tally.discrimination
    return QuestionFigures(
        question=question,
        module=module,
        learners=tally.learners,
        right=tally.right,
        discrimination=discrimination,
        chosen=tally.chosen if "options" in question.content else {},
        flag=flag(100 * tally.right / tally.learners, discrimination) if tally.learners >= ENOUGH else "",
        counted_at=at,
    )


def _tallies(module):
    """{question version pk: Tally}. What was not answered is wrong, and chose nothing."""
    tallies = defaultdict(Tally)
    for papers in _first_papers(module):
        answers = AttemptAnswer.objects.filter(attempt__in=[pk for pk, _, _ in papers])
        given = {(a, p): (c, x) for a, p, c, x in answers.values_list("attempt", "position", "correct", "answer")}
        for pk, paper, score in papers:
            for position, entry in enumerate(paper, 1):
                right, answer = given.get((pk, position), (False, None))
                rest = (score - bool(right)) / max(len(paper) - 1, 1)
                tallies[entry["question"]].add(right=bool(right), rest=rest, chosen=_chosen(answer))
    return tallies


def _first_papers(module):
    """Lists of (attempt pk, paper, score): of each learner the first that was marked."""
    marked = Attempt.objects.marked().filter(module=module).order_by("learner", "number")
    papers, learner = [], None
    for pk, owner, paper, score in marked.values_list("pk", "learner", "paper", "score").iterator(AT_ONCE):
        if owner != learner:
            papers.append((pk, paper, score))
            learner = owner
        if len(papers) == AT_ONCE:
            yield papers
            papers = []
    if papers:
        yield papers


def _chosen(answer):
    """Ids of what was chosen; a match has no options, and an order chooses them all."""
    if isinstance(answer, str):
        return (answer,)
    return answer if isinstance(answer, list) else ()
