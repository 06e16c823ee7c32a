"""Rules for a module: its outcomes, lessons as a whole, bank and paper."""

from collections import Counter

from courses.integrity.findings import duplicates, error, listed, placed, softened, warning
from courses.integrity.lessons import judge_lesson
from courses.integrity.questions import judge_key, judge_question
from declaration.audiences import AUDIENCE_CODES
from declaration.principles import PRINCIPLE_CODES

SMALLEST_BANK, QUESTIONS_AN_OUTCOME, ASKED_AN_OUTCOME = 15, 3, 2
TEACHING = {
    "case_study": "case study",
    "scenario": "scenario",
    "reflection": "reflection",
    "discussion": "discussion prompt",
    "checklist": "checklist",
    "next_step": "next step",
}


def judge_module(module, scope):
    """A live module is judged over its live lessons; drafts of either kind are judged and never stopped."""
    live = module.status == "live"
    lessons = [lesson for lesson in module.lessons if lesson.status == "live" or not live]
    found = [finding for rule in MODULE_RULES for finding in rule(module, lessons, scope)]
    for lesson in module.lessons:
        judged = judge_lesson(lesson, module, scope)
        found += judged if lesson in lessons else softened(judged)
    yield from placed(found if live else softened(found), module=module.id, file=module.file)


def _front(module, lessons, scope):
    if not module.summary:
        yield warning("no-summary", "The module has no summary; say in a sentence or two what it is about.")
    if module.principle not in PRINCIPLE_CODES:
        yield error("no-principle", "The module serves no principle of the Declaration; choose the one that it serves.")
    if module.principle in module.related:
        yield warning(
            "related-principle", "The module's own principle is also listed as related; take it off that list."
        )
    if not module.audiences or set(module.audiences) - set(AUDIENCE_CODES):
        yield error("no-audience", "The module names no audience, or one that does not exist; choose whom it is for.")
    for source in module.sources:
        if source not in scope.sources:
            yield error("unknown-source", f"There is no source “{source}”; choose one from the list.")


def _review(module, lessons, scope):
    if module.review_on is None:
        yield error("no-review-date", "The module has no review date; choose when it must be read again.")
    elif module.review_on < scope.on:
        message = f"The module was to be reviewed by {module.review_on:%-d %B %Y}; review it and set the next date."
        yield warning("review-passed", message)
    if module.legal_review:
        yield warning("legal-review", "A lawyer should read this module before it is relied upon.")


def _lessons(module, lessons, scope):
    if not lessons:
        yield error("no-lesson", "The module has no published lesson; publish one first.")
    for ident in duplicates(lesson.id for lesson in module.lessons):
        yield error("duplicate-id", f"Two lessons have the id “{ident}”; give one a new id.")
    for slug in duplicates(lesson.slug for lesson in module.lessons):
        yield error("duplicate-slug", f"Two lessons have the address “{slug}”; give one another slug.")
    used = {block.type for lesson in lessons for block in lesson.blocks}
    missing = [name for type_, name in TEACHING.items() if type_ not in used]
    for type_, name in TEACHING.items():
        if name in missing:
            yield warning(f"no-{type_.replace('_', '-')}", f"No lesson of the module has a {name}; add one.")


def _outcomes(module, lessons, scope):
    taught = {outcome for lesson in lessons for outcome in lesson.outcomes}
    tested = Counter(question.outcome for question in module.questions)
    if not module.outcomes:
        yield error("no-outcome", "The module has no outcome; say what a learner will be able to do.")
    for ident in duplicates(outcome.id for outcome in module.outcomes):
        yield error("duplicate-id", f"Two outcomes have the id “{ident}”; give one a new id.")
    for outcome in module.outcomes:
        if outcome.id not in taught:
            message = f"No lesson teaches outcome {outcome.id}; name it in the lesson that does."
            yield error("outcome-not-taught", message, line=outcome.line)
        if tested[outcome.id] < QUESTIONS_AN_OUTCOME:
            message = (
                f"{tested[outcome.id]} questions test outcome {outcome.id}; write at least {QUESTIONS_AN_OUTCOME}."
            )
            yield error("outcome-not-tested", message, line=outcome.line)


def _paper(module, lessons, scope):
    asked = ASKED_AN_OUTCOME * len(module.outcomes)
    if module.paper_size != asked:
        message = f"A paper asks two questions for each outcome: make it {asked}, not {module.paper_size}."
        yield error("paper-size", message)
    if module.pass_mark > module.paper_size:
        message = f"The pass mark of {module.pass_mark} is more than a paper's {module.paper_size} questions; lower it."
        yield error("pass-mark-high", message)
    if 2 * module.pass_mark < module.paper_size:
        message = f"The pass mark of {module.pass_mark} is under half of the paper's {module.paper_size}; raise it."
        yield error("pass-mark-low", message)


def _bank(module, lessons, scope):
    file = module.file.replace("module.yaml", "assessment.yaml")
    yield from placed(_bank_as_a_whole(module), file=file)
    known = {outcome.id for outcome in module.outcomes}
    for question in module.questions:
        yield from placed(_of_bank(question, known), question=question.id, file=file, line=question.line)


def _bank_as_a_whole(module):
    needed = max(SMALLEST_BANK, module.paper_size)
    if len(module.questions) < needed:
        yield error("bank-small", f"The bank has {len(module.questions)} questions; it needs at least {needed}.")
    for ident in duplicates(question.id for question in module.questions):
        yield error("duplicate-id", f"Two questions have the id “{ident}”; give one a new id.", question=ident)
    asked = [(q.scenario.casefold(), q.prompt.casefold()) for q in module.questions]
    for _, prompt in duplicates(asked):
        yield warning("duplicate-question", f"Two questions ask the same (“{prompt[:60]}”); change one.")
    yield from judge_key(module.questions)


def _of_bank(question, known):
    if not question.outcome:
        yield error("question-outcome", "The question tests no outcome; choose the one that it tests.")
    elif question.outcome not in known:
        message = f"The question tests “{question.outcome}”, no outcome of the module; choose {listed(sorted(known))}."
        yield error("question-outcome", message)
    if not question.explanation:
        yield warning("no-explanation", "The question has no explanation; say what to remember.")
    yield from judge_question(question)


MODULE_RULES = (_front, _review, _lessons, _outcomes, _paper, _bank)
