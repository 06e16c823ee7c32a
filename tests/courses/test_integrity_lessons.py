"""Rules for a lesson and its blocks. Each case breaks one rule of a sound lesson and nothing else."""

from dataclasses import replace

import pytest

from courses.integrity import ERROR, WARNING, judge_module
from tests.courses.sound import TODAY, WORDS, block, check, curriculum, lesson, module, scenario, step

ITEMS = (
    {"id": "i1", "text": "One", "group": "g1", "feedback": "So."},
    {"id": "i2", "text": "Two", "group": "g2", "feedback": "So."},
)
GROUPS = ({"id": "g1", "title": "This"}, {"id": "g2", "title": "That"})


def sorting(groups=GROUPS, items=ITEMS):
    return block("sorting", title="Sort", instruction="Sort them.", groups=groups, items=items)


def cards(**changes):
    card = {"id": "c1", "title": "One", "principle": "p1", "body": "Words."} | changes
    return block("cards", title="Cards", cards=(card,))


def statements(**changes):
    statement = {"id": "s1", "text": "We ask.", "principle": "p1", "modules": ("m02",)} | changes
    return block("self_assessment", title="You", intro="Say.", scale=tuple("1234"), statements=(statement,))


def table(*rows):
    return block("table", caption="Costs", header=("What", "Cost"), rows=rows)


def text(body, ident="b1"):
    return block("text", ident, body=body)


def found(made):
    """The findings about lesson l03, as the third of a sound module."""
    whole = module(lessons=(*module().lessons, made))
    return [one for one in judge_module(whole, curriculum(), on=TODAY) if one.lesson == "l03"]


def codes(*blocks, **changes):
    made = lesson("l03", *blocks, **({"minutes": 8} | changes))
    return [one.code for one in found(made)]


SOUND = {
    "an image with alternative text": block("image", alternative="A queue outside a library"),
    "a decorative image": block("image", decorative=True),
    "a video with captions and transcript": block("video", captions="c.vtt", transcript="Hello."),
    "a table": table(("a", "b"), ("c", "d")),
    "sorting": sorting(),
    "a scenario of steps": scenario(step("s1", "s2"), step("s2")),
    "cards": cards(),
    "a card without a principle": cards(principle=""),
    "a self-assessment": statements(),
    "a quotation with its source": block("quotation", quote="Ask.", attribution="A leader", source="report"),
    "headings in order": text("### Part\n\nWords.\n\n## Next\n\n### Part\n\nWords."),
    "links that lead somewhere": text("[a](module:m02) [b](lesson:m02/l01) [c](page:help) [d](https://example.org)"),
}


@pytest.mark.parametrize("name", SOUND)
def test_a_sound_block_has_no_finding(name):
    assert codes(SOUND[name]) == []


BROKEN = {
    "no-alternative": block("image", alternative="", decorative=False),
    "no-captions": block("video", captions="", transcript="Hello."),
    "no-transcript": block("video", captions="c.vtt"),
    "table-cells": table(("a", "b"), ("c",)),
    "sorting-groups": sorting(GROUPS[:1], ITEMS[:1]),
    "sorting-group": sorting(items=(*ITEMS, ITEMS[0] | {"id": "i3", "group": "g9"})),
    "sorting-empty": sorting(items=ITEMS[:1]),
    "scenario-choices": scenario(step(choices=step()["choices"][:1])),
    "scenario-next": scenario(step("s1", "s1")),
    "scenario-unreached": scenario(step("s1"), step("s2")),
    "unknown-principle": cards(principle="p9"),
    "unknown-module": statements(modules=("m99",)),
    "no-source": block("quotation", quote="Ask.", attribution="A leader", source=""),
    "unknown-source": block("key_fact", fact="One in ten.", sources=("rumour",)),
    "duplicate-id": sorting(items=(ITEMS[0], ITEMS[1], ITEMS[1])),
    "broken-link": text("See [this](lesson:m02/l99)."),
    "heading-in-block": block("inset", body="## A heading"),
    "markdown": block("inset", body="<b>Bold</b>"),
}


@pytest.mark.parametrize("code", BROKEN)
def test_a_broken_block_is_found_out(code):
    assert set(codes(BROKEN[code])) == {code}


def test_a_skipped_heading_is_found_across_texts():
    first = text("### Too deep\n\nWords.", "first")
    made = lesson("l03")
    assert [f.code for f in found(replace(made, blocks=(first, *made.blocks)))] == ["heading-skipped"]


@pytest.mark.parametrize("type_", ["key_fact", "case_study"])
def test_a_fact_and_a_case_study_name_their_source(type_):
    assert codes(block(type_, fact="A fact.", title="A case", story="Words.", lesson="Ask.", sources=())) == [
        "no-source"
    ]


def test_a_finding_says_which_block_it_is_about():
    [one] = found(lesson("l03", table(("a",)), minutes=9))
    assert (one.place, one.severity) == ("m01/l03/b1", ERROR)
    assert one.message == "Row 1 has 1 cells under 2 headings; give it 2."


@pytest.mark.parametrize(
    ("code", "changes"),
    [
        ("no-summary", {"summary": ""}),
        ("teaches-nothing", {"outcomes": ()}),
        ("unknown-outcome", {"outcomes": ("o9",)}),
        ("unknown-source", {"sources": ("rumour",)}),
        ("no-check", {"blocks": (text(WORDS),)}),
        ("duplicate-id", {"blocks": (text(WORDS, "check"), check())}),
    ],
)
def test_a_lesson_that_lacks_something_is_found_out(code, changes):
    assert codes(**changes) == [code]


def test_an_empty_lesson_is_found_out():
    assert set(codes(blocks=())) == {"empty-lesson", "lesson-length", "no-check"}


def test_a_check_is_judged_as_a_question_is():
    [one] = found(lesson("l03", check("other", prompt="")))
    assert (one.code, one.block) == ("question-prompt", "other")


def test_a_live_lesson_that_leads_to_a_draft_is_warned_of():
    drafts = curriculum(modules=(module(status="draft"),))
    made = module(lessons=(lesson("l01", text("[this](module:m01)"), minutes=8),))
    [one] = [f for f in judge_module(made, drafts, on=TODAY) if f.block]
    assert (one.code, one.severity) == ("link-to-draft", WARNING)


@pytest.mark.parametrize(("minutes", "severity"), [(3, ERROR), (4, WARNING), (5, None), (9, None), (10, WARNING)])
def test_the_length_of_a_lesson_follows_its_minutes(minutes, severity):
    made = lesson("l03", minutes=minutes)
    severities = [f.severity for f in found(made) if f.code == "lesson-length"]
    assert severities == ([severity] if severity else [])


def test_a_lesson_over_ten_minutes_is_too_long():
    assert [f.code for f in found(lesson("l03", text(WORDS), minutes=11))] == ["lesson-long"]


def test_activities_may_not_fill_all_the_minutes():
    made = lesson("l03", minutes=5, blocks=(check(), scenario(), statements(), text(WORDS)))
    assert "lesson-length" in [f.code for f in found(made)]
