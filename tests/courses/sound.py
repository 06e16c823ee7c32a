"""A curriculum that breaks no rule, small enough to break in one place."""

from dataclasses import replace
from datetime import date

from courses.textformat import (
    BlockText,
    CourseText,
    Curriculum,
    ItemText,
    LessonText,
    ModuleText,
    OptionText,
    OutcomeText,
    PageText,
    PairText,
    QuestionText,
    SourceText,
    StepText,
)
from declaration.audiences import AUDIENCE_CODES

TODAY = date(2026, 11, 22)
ENDINGS = ("in the morning", "at the next meeting", "with a colleague beside you", "before you decide")
WORDS = " ".join(["Ask who waits, for how long, and what they need to know."] * 40)

SOURCE = SourceText("report", "A report", "An auditor", "2024", "seen", "https://example.org/report")


def options(right=0):
    return tuple(
        OptionText("abcd"[n], f"Look again {end}", n == right, f"Because of {end}.") for n, end in enumerate(ENDINGS)
    )


def question(ident="q01", **changes):
    return replace(
        QuestionText(
            ident, "single", f"What would you do about {ident}?", "o1", "", options(), explanation="Look again."
        ),
        **changes,
    )


def order_question(ident="q90", **changes):
    items = tuple(ItemText(name, f"Step {name}", f"It follows from {name}.") for name in "abc")
    return question(ident, **{"kind": "order", "options": (), "items": items, **changes})


def match_question(ident="q91", **changes):
    pairs = tuple(PairText(name, f"Left {name}", f"Right {name}", f"They belong, {name}.") for name in "abc")
    return question(ident, **{"kind": "match", "options": (), "pairs": pairs, **changes})


def bank():
    """Three questions for each of five outcomes; right answers in every place."""
    return tuple(
        question(f"q{number:02}", outcome=f"o{number % 5 + 1}", options=options(number % 4)) for number in range(15)
    )


def block(type_, ident="b1", **fields):
    return BlockText(ident, type_, fields)


def check(ident="check", **fields):
    chosen = tuple({"id": o.id, "text": o.text, "correct": o.correct, "feedback": o.feedback} for o in options(right=1))
    said = {"kind": "single", "prompt": "What comes first?", "options": chosen, "explanation": "", "required": False}
    return BlockText(ident, "knowledge_check", said | fields)


def step(ident="s1", next_="", **fields):
    choices = (
        {"id": "a", "text": "Wait", "consequence": "Nothing moves.", "next": ""},
        {"id": "b", "text": "Ask", "consequence": "You learn something.", "next": next_},
    )
    return {"id": ident, "situation": "A report is late.", "choices": choices} | fields


def scenario(*steps, ident="scenario"):
    return block("scenario", ident, title="A late report", steps=steps or (step(),), debrief="Ask early.")


TEACHING = (
    block("case_study", "case", title="A council", story="It changed course.", lesson="Ask.", sources=("report",)),
    scenario(),
    block("reflection", "reflect", officer="When did you last ask?", councillor="When did you last ask?"),
    block("discussion", "discuss", officer="Who asks?", councillor="Who asks?"),
    block("checklist", "list", title="Ask your team", intro="", items=("Who waits?", "Why?")),
    block("next_step", "next", title="Next", prompt="I will ask …", good="Names a date."),
)


def lesson(ident="l01", *more, **changes):
    """Seven minutes, about 520 words and a check."""
    text = block("text", "words", body=f"## Why it matters\n\n{WORDS}")
    made = LessonText(ident, f"lesson-{ident}", f"Lesson {ident}", "One sentence.", 7, ("o1",), ("report",), "live")
    return replace(made, **{"blocks": (text, check(), *more), **changes})


def module(ident="m01", **changes):
    outcomes = tuple(OutcomeText(f"o{number}", f"Do thing {number}") for number in range(1, 6))
    made = ModuleText(
        id=ident,
        slug=f"module-{ident}",
        title=f"Module {ident}",
        summary="One sentence.",
        principle="p1",
        related=("p2",),
        audiences=AUDIENCE_CODES,
        status="live",
        by_assessment=True,
        review_on=date(2027, 11, 22),
        sources=("report",),
        outcomes=outcomes,
        lessons=(lesson("l01", outcomes=tuple(o.id for o in outcomes)), lesson("l02", *TEACHING, minutes=10)),
        questions=bank(),
    )
    return replace(made, **changes)


def course(**changes):
    made = CourseText(
        id="everyone",
        slug="everyone",
        title="For everyone",
        summary="One sentence.",
        introduction="Begin [here](module:m01).",
        audiences=AUDIENCE_CODES,
        awards_certificate=True,
        status="live",
        modules=tuple(StepText(f"m0{number}") for number in range(1, 6)),
    )
    return replace(made, **changes)


def page(**changes):
    return replace(
        PageText("help", "help", "Help", "One sentence.", body="## Ask\n\nSee [the start](module:m01)."), **changes
    )


def curriculum(**changes):
    """Five modules, one for each principle, one pathway and one page."""
    modules = tuple(module(f"m0{number}", principle=f"p{number}", related=()) for number in range(1, 6))
    return replace(Curriculum((SOURCE,), modules, (course(),), (page(),)), **changes)
