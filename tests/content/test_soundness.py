"""The files can be read, break no rule, and are spelled the one way in which the writer spells them."""

from dataclasses import replace
from datetime import date

from courses.integrity import judge_curriculum, judge_module
from courses.textformat import render
from tests.content.broken import module_of, with_lesson, with_module

LEGAL = {"m03", "m06", "m08", "m10"}  # a lawyer reads these before they are relied upon: content/REVIEW.md
TODAY = date(2026, 11, 22)


def findings(curriculum):
    """All but the standing reminder that a module awaits its lawyer."""
    return [one for one in judge_curriculum(curriculum, on=TODAY) if one.code != "legal-review"]


def codes(curriculum, ident):
    """What would be said of one module."""
    return {one.code for one in judge_module(module_of(curriculum, ident), curriculum, on=TODAY)}


def misspelled(curriculum, files):
    """Files that differ from what the writer makes of them, or that it would not make at all."""
    return sorted(path for path, text in render(curriculum).items() if files.get(path) != text.encode())


def test_every_file_can_be_read(reading):
    assert reading[1] == []


def test_no_rule_is_broken(curriculum):
    assert findings(curriculum) == []


def test_every_module_lesson_and_pathway_is_live(curriculum):
    things = [*curriculum.modules, *curriculum.courses, *(one for m in curriculum.modules for one in m.lessons)]
    assert {one.status for one in things} == {"live"}


def test_the_modules_of_law_are_marked_for_a_lawyer_and_no_others(curriculum):
    assert {module.id for module in curriculum.modules if module.legal_review} == LEGAL


def test_every_file_is_in_its_canonical_spelling(curriculum, files):
    assert misspelled(curriculum, files) == [], "python -m courses.textformat content --write"


def test_a_lesson_too_long_for_its_minutes_would_be_found(curriculum):
    assert codes(with_lesson(curriculum, "m05/l03", minutes=5), "m05") == {"lesson-length"}


def test_a_source_that_is_not_listed_would_be_found(curriculum):
    known = tuple(one for one in curriculum.sources if one.key != "planx")
    assert codes(replace(curriculum, sources=known), "m02") == {"unknown-source"}


def test_a_link_that_leads_nowhere_would_be_found(curriculum):
    kept = tuple(one for one in module_of(curriculum, "m07").lessons if one.id != "l03")
    assert codes(with_module(curriculum, "m07", lessons=kept), "m12") == {"broken-link"}


def test_another_spelling_would_be_found(curriculum, files):
    path = "modules/m02-starting-with-residents/assessment.yaml"
    other = files | {path: files[path].replace(b"    kind: single", b"    kind: 'single'", 1)}
    assert misspelled(curriculum, other) == [path]
