"""What a lesson costs a phone on a slow line, as Lighthouse measures it while nothing else runs."""

import pytest

from tests.browser.conftest import live_product
from tests.outside import lighthouse

__all__ = ["live_product"]
LESSON = "/modules/your-part-in-the-declaration/what-signing-means/"
FULL = {"performance": 100, "accessibility": 100}


@pytest.fixture(scope="module")
def measured(live_product):
    """The best of up to three: other work on this machine can only make a page slower than it is."""
    with lighthouse.compressed(live_product.url) as address:
        found = lighthouse.report(address + LESSON)
        for _ in range(2):
            if lighthouse.scores(found) == FULL:
                break
            found = max(
                found, lighthouse.report(address + LESSON), key=lambda one: sum(lighthouse.scores(one).values())
            )
    return found


@pytest.fixture(scope="module")
def asked(measured):
    return measured["audits"]["network-requests"]["details"]["items"]


def test_a_lesson_costs_a_phone_as_little_as_can_be_measured(measured):
    assert lighthouse.scores(measured) == FULL


def test_a_lesson_asks_no_other_host_and_needs_no_typeface(measured, asked):
    site = measured["finalDisplayedUrl"].removesuffix(LESSON)
    assert [one["url"] for one in asked if not one["url"].startswith((f"{site}/", "data:"))] == []
    assert [one["url"] for one in asked if one["resourceType"] == "Font"] == []


def test_its_styles_and_scripts_weigh_less_than_sixty_kilobytes(asked):
    heavy = [one["transferSize"] for one in asked if one["resourceType"] in ("Stylesheet", "Script")]
    assert len(heavy) >= 3
    assert sum(heavy) < 60_000
