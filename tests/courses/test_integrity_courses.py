"""Rules for pathways, pages and the curriculum as a whole."""

from dataclasses import replace

import pytest

from courses.integrity import WARNING, judge_course, judge_curriculum
from courses.textformat import StepText
from tests.courses.sound import TODAY, course, curriculum, module, page


def codes(**changes):
    return [finding.code for finding in judge_course(course(**changes), curriculum(), on=TODAY)]


def whole(**changes):
    return [finding.code for finding in judge_curriculum(curriculum(**changes), on=TODAY)]


def with_module(number, **changes):
    """The sound curriculum's modules, one of them changed."""
    return tuple(replace(one, **changes) if one.id == f"m0{number}" else one for one in curriculum().modules)


def test_a_sound_curriculum_has_no_finding():
    assert whole() == []
    assert codes() == []


BROKEN = {
    "no-summary": {"summary": ""},
    "no-audience": {"audiences": ()},
    "broken-link": {"introduction": "Begin [here](module:m99)."},
    "heading-in-block": {"introduction": "## A heading"},
    "nothing-required": {"modules": (StepText("m01", False),), "awards_certificate": False},
    "duplicate-module": {"modules": (*course().modules, StepText("m01"))},
    "unknown-module": {"modules": (*course().modules, StepText("m99"))},
    "course-principle": {"modules": course().modules[:4]},
}


@pytest.mark.parametrize("code", BROKEN)
def test_a_broken_pathway_is_found_out(code):
    assert codes(**BROKEN[code]) == [code]


def test_a_pathway_without_modules_leads_nowhere():
    assert codes(modules=(), awards_certificate=False) == ["no-module"]


def test_a_quick_start_need_not_cover_every_principle():
    assert codes(modules=course().modules[:2], awards_certificate=False) == []


def test_an_optional_module_does_not_cover_a_principle():
    steps = (*course().modules[:4], StepText("m05", False))
    assert codes(modules=steps) == ["course-principle"]


def test_a_required_module_is_addressed_to_all_the_pathways_audiences():
    modules = with_module(2, audiences=("councillor",))
    assert whole(modules=modules) == ["course-audience"]
    quiet = replace(course(), modules=(*course().modules, StepText("m02", False))[2:])
    assert "course-audience" not in whole(modules=modules, courses=(quiet,))


def test_a_required_draft_means_more_to_come():
    found = judge_curriculum(curriculum(modules=with_module(3, status="draft")), on=TODAY)
    assert [(one.code, one.severity) for one in found] == [("more-to-come", WARNING)]


def test_a_draft_pathway_is_stopped_by_nothing():
    found = judge_course(course(status="draft", summary="", modules=()), curriculum(), on=TODAY)
    assert {one.severity for one in found} == {WARNING}


def test_a_page_stands_under_a_page_that_exists():
    assert whole(pages=(page(), page(id="faq", slug="faq", parent="help"))) == []
    assert whole(pages=(page(parent="nowhere"),)) == ["page-parent"]
    assert whole(pages=(page(parent="faq"), page(id="faq", slug="faq", parent="help"))) == ["page-parent"] * 2


def test_a_page_is_judged_as_text():
    assert whole(pages=(page(body="### Too deep\n\n[gone](page:gone)"),)) == ["broken-link", "heading-skipped"]


def test_nothing_shares_an_id_or_an_address():
    assert whole(pages=(page(), page(id="other"))) == ["duplicate-slug"]
    assert "duplicate-id" in whole(courses=(course(), course(slug="another")))
    assert "duplicate-id" in whole(modules=(*curriculum().modules, module("m01", slug="another")))


def test_an_audience_without_a_pathway_is_not_forgotten():
    some = course(audiences=("councillor",))
    assert set(whole(courses=(some,))) == {"audience-forgotten"}
