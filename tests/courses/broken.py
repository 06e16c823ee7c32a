"""For each rule: the page that breaks it, made over a sound curriculum of a live module, a module in draft and a pathway."""

from dataclasses import replace
from datetime import date

from courses.integrity.modules import TEACHING as NEEDED
from courses.models import Change, ModulePage
from tests.courses.breaking import (
    course_of,
    lacking,
    lesson_asking,
    lesson_of,
    lesson_saying,
    lesson_sorting,
    lesson_with,
    lesson_with_twins,
    module_asking,
    module_asking_too,
    module_whose,
    module_with,
)
from tests.courses.sound import WORDS, bank, block, check, options, order_question, question, scenario, step
from tests.courses.test_integrity_lessons import GROUPS, ITEMS, cards, sorting, statements, table, text
from tests.courses.test_integrity_questions import ALL_RIGHT, TWO_RIGHT

# What the CMS has no way to break, and why.
NOT_IN_THE_CMS = {
    "question-kind": "the kind of a question is the block that it is",
    "question-parts": "a kind of question has fields for its own parts only",
    "true-false-ids": "the two answers are told apart by their place",
    "unknown-source": "a source is chosen from the list, and stays while it is cited",
    "duplicate-slug": "the tree has no two pages with one address",
    "page-parent": "a page stands in the tree",
    "audience-forgotten": "it is said of a curriculum as a whole, where its files are checked",
}
ALL = "Choose all that apply."
THIRD = {"id": "i3", "text": "Three", "group": "g1", "feedback": "So."}


def image(alternative):
    return block("image", file="a.png", alternative=alternative, decorative=False, caption="")


def video(**said):
    return block("video", **{"title": "A film", "file": "f.mp4", "captions": "f.vtt", "transcript": "Hello."} | said)


def last_option(**said):
    """Three options, the last of them otherwise."""
    return (*options()[:2], replace(options()[2], **said))


def bank_with(answers):
    """The same questions, their options in another order or of another length."""
    return (replace(one, options=answers(one)) for one in bank())


def longest(one):
    return tuple(replace(o, text=o.text + " and write it down") if o.correct else o for o in one.options)


def course_of_others():
    """Its module was addressed to others meanwhile."""
    ModulePage.objects.filter(code="m01").update(audiences=["councillor"])
    return course_of(("m01", True))


LESSONS = {
    "no-summary": lambda: lesson_with(summary=""),
    "teaches-nothing": lambda: lesson_with(outcomes=[]),
    "unknown-outcome": lambda: lesson_with(outcomes=["o9"]),
    "change-without-note": lambda: lesson_with(change=Change.MATERIAL),
    "invalid-field": lambda: lesson_with(title="x" * 300),
    "lesson-length": lambda: lesson_with(minutes=3),
    "lesson-long": lambda: lesson_with(text(WORDS), minutes=11),
    "empty-lesson": lambda: lesson_of(),
    "no-check": lambda: lesson_of(text(WORDS)),
    "duplicate-id": lesson_with_twins,
    "no-alternative": lambda: lesson_with(image(alternative="")),
    "no-captions": lambda: lesson_with(video(captions="")),
    "no-transcript": lambda: lesson_with(video(transcript="")),
    "no-source": lambda: lesson_with(block("key_fact", fact="One in ten.", sources=())),
    "broken-link": lambda: lesson_with(text("[This](module:m99).")),
    "link-to-draft": lambda: lesson_with(text("[This](module:m02).")),
    "heading-in-block": lambda: lesson_saying("<h2>A heading</h2>"),
    "heading-skipped": lambda: lesson_of(text("### Too deep\n\nWords.", "first"), text(WORDS), check(), minutes=7),
    "markdown": lambda: lesson_saying("<h5>Small</h5>"),
    "table-cells": lambda: lesson_with(table(("a", "b"), ("c",))),
    "unknown-principle": lambda: lesson_with(cards(principle="p9")),
    "unknown-module": lambda: lesson_with(statements(modules=("m99",))),
    "sorting-groups": lambda: lesson_with(sorting(GROUPS[:1], (ITEMS[0], THIRD))),
    "sorting-group": lambda: lesson_sorting(sorting(GROUPS, (*ITEMS, THIRD)), "4"),
    "sorting-empty": lambda: lesson_with(sorting(GROUPS, (ITEMS[0], THIRD, THIRD | {"id": "i4"}))),
    "scenario-choices": lambda: lesson_with(scenario(step(choices=step()["choices"][:1]))),
    "scenario-next": lambda: lesson_with(scenario(step("s1", "s1"))),
    "scenario-unreached": lambda: lesson_with(scenario(step("s1"), step("s2"))),
    "question-prompt": lambda: lesson_asking(prompt=""),
    "option-count": lambda: lesson_asking(options=options()[:2]),
    "no-right-answer": lambda: lesson_asking(options=options()[1:]),
    "many-right-answers": lambda: lesson_asking(options=TWO_RIGHT),
    "few-right-answers": lambda: lesson_asking(kind="multiple", prompt=ALL, options=options()),
    "no-wrong-answer": lambda: lesson_asking(kind="multiple", prompt=ALL, options=ALL_RIGHT),
    "all-that-apply": lambda: lesson_asking(kind="multiple", options=TWO_RIGHT),
    "duplicate-options": lambda: lesson_asking(options=last_option(text=options()[0].text)),
    "no-feedback": lambda: lesson_asking(options=last_option(feedback="")),
}
MODULES = {
    "no-principle": lambda: module_with(principle="p9"),
    "no-audience": lambda: module_with(audiences=[]),
    "related-principle": lambda: module_with(related_principles=["p1"]),
    "no-review-date": lambda: module_with(review_on=None),
    "review-passed": lambda: module_with(review_on=date(2026, 1, 1)),
    "legal-review": lambda: module_with(legal_review=True),
    "no-outcome": lambda: module_with(outcomes=[]),
    "outcome-not-taught": lambda: module_whose(["l01"], outcomes=["o1"]),
    "outcome-not-tested": lambda: module_asking(*(one for one in bank() if one.outcome != "o1"), *bank()[:2]),
    "paper-size": lambda: module_with(paper_size=9),
    "pass-mark-high": lambda: module_with(pass_mark=11),
    "pass-mark-low": lambda: module_with(pass_mark=4),
    "bank-small": lambda: module_asking(*bank()[1:]),
    "question-outcome": lambda: module_asking_too(question("q99", outcome="o9")),
    "no-explanation": lambda: module_asking_too(question("q99", explanation="")),
    "duplicate-question": lambda: module_asking_too(question("q00", id="q99")),
    "few-parts": lambda: module_asking_too(order_question(items=order_question().items[:2])),
    "key-position": lambda: module_asking(*bank_with(lambda one: options(0))),
    "key-longest": lambda: module_asking(*bank_with(longest)),
    "no-lesson": lambda: module_whose(["l01", "l02", "l03"], live=False),
    **{lacking(kind): lambda: module_whose(["l02"], live=False) for kind in NEEDED},
}
COURSES = {
    "no-module": lambda: course_of(),
    "nothing-required": lambda: course_of(("m01", False)),
    "duplicate-module": lambda: course_of(("m01", True), ("m01", True)),
    "course-principle": lambda: course_of(("m01", True), awards_certificate=True),
    "course-audience": course_of_others,
    "more-to-come": lambda: course_of(("m01", True), ("m02", True)),
}
BROKEN = LESSONS | MODULES | COURSES
