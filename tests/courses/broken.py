"""For each rule that stops a page: a module, as text, that breaks it and no other in a way that the CMS can hold."""

from dataclasses import replace

from tests.courses.sound import WORDS, bank, block, check, lesson, module
from tests.courses.test_integrity_lessons import BROKEN as BLOCKS
from tests.courses.test_integrity_lessons import text
from tests.courses.test_integrity_modules import BROKEN as MODULES
from tests.courses.test_integrity_questions import BROKEN as QUESTIONS

# What the CMS offers no way to write: fixed choices, choosers of what exists, parts that a kind of question has no field for.
NOT_IN_THE_CMS = {
    "unknown-principle", "unknown-module", "unknown-source", "question-kind", "question-parts", "true-false-ids",
    "no-captions", "no-transcript", "no-alternative", "sorting-group", "markdown", "scenario-next", "duplicate-id",
    "no-principle", "no-audience", "related-principle", "broken-link",
}  # fmt: skip
WARNINGS = {
    "sorting-empty", "scenario-unreached", "all-that-apply", "no-summary", "review-passed", "legal-review",
    "no-explanation", "duplicate-question",
}  # fmt: skip
LESSONS = {
    "unknown-outcome": {"outcomes": ("o9",)},
    "no-check": {"blocks": (text(WORDS),)},
    "empty-lesson": {"blocks": ()},
    "lesson-length": {"minutes": 3},
    "question-prompt": {"blocks": (text(WORDS), check(), check("other", prompt=""))},
}


def broken():
    """{code: (the path of the page that is refused, the module)}."""
    found = {}
    for code, changes in MODULES.items():
        found[code] = "m01", module(**changes)
    for code, asked in QUESTIONS.items():
        found[code] = "m01", module(questions=(*bank(), replace(asked, id="q99")))
    for code, made in (BLOCKS | {"no-source": block("key_fact", fact="A fact.", sources=())}).items():
        found[code] = "m01/l03", with_lesson(lesson("l03", made, minutes=8))
    for code, changes in LESSONS.items():
        found[code] = "m01/l03", with_lesson(lesson("l03", **changes))
    found["outcome-not-taught"] = "m01/l01", module(**MODULES["outcome-not-taught"])
    found["outcome-not-tested"] = "m01", module(questions=tuple(q for q in bank() if q.outcome != "o1") + bank()[:2])
    found["bank-small"] = "m01", module(questions=bank()[:14])
    found["no-outcome"] = "m01", module(outcomes=())
    return {code: case for code, case in found.items() if code not in NOT_IN_THE_CMS | WARNINGS}


def with_lesson(made):
    return module(lessons=(*module().lessons, made))
