"""The learner's whole journey by keys alone, without JavaScript, and enlarged four times with less motion: one story, three ways.
What is dragged elsewhere is chosen here; nothing in it needs a mouse."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.ways import Enlarged, Keys, Plain

MODULE = "/modules/your-part-in-the-declaration/"
FIRST = f"{MODULE}two-sets-of-commitments/"  # from here on the lessons hold every kind of activity
WAYS = {
    "keys": (Keys, {}),
    "plain": (Plain, {"java_script_enabled": False}),
    "enlarged": (Enlarged, {"viewport": {"width": 320, "height": 256}, "reduced_motion": "reduce"}),
}

HIDE_FOCUS = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync("*, *:focus { outline: none !important; box-shadow: none !important; background: #fff !important }");
  document.adoptedStyleSheets = [sheet];
}"""


@pytest.fixture
def walk(browser, live_product, screenshots):
    """`walk(way)`: a walker who goes that way."""
    contexts = []

    def go(way):
        kind, settings = WAYS[way]
        contexts.append(browser.new_context(locale="en-GB", **settings))
        return kind(contexts[-1].new_page(), live_product, screenshots)

    yield go
    for context in contexts:
        context.close()


@pytest.mark.parametrize("way", WAYS)
def test_a_leader_joins_learns_and_is_assessed(walk, way):
    walker = walk(way)
    joins(walker, f"kim.{way}@camden.gov.uk")
    takes_a_course(walker)
    done = works_through_the_lessons(walker)
    assert len(set(done)) > 5, done
    is_assessed(walker)


def joins(walker, email):
    walker.sign_in(email)
    walker.tick(walker.page.get_by_label(re.compile("Camden")))
    walker.press("Continue")
    walker.write(walker.page.get_by_label("Your full name"), "Kim Board")
    walker.tick(walker.page.get_by_label(re.compile("^Head of service")))
    walker.press("Save and continue")


def takes_a_course(walker):
    walker.open("/courses/")
    walker.follow("Senior officer pathway")
    walker.press("Take this course")
    walker.follow("Skip this")


def works_through_the_lessons(walker):
    walker.open(MODULE)
    walker.press("Start this module")
    walker.open(FIRST)
    done = []
    while walker.page.get_by_role("button", name="Mark as complete and continue").count():
        done += walker.do_activities()
        walker.press("Mark as complete and continue")
    return done


def is_assessed(walker):
    walker.open(MODULE)
    walker.follow("Take the assessment")
    walker.press("Start the assessment")
    walker.answer_paper(rightly=True)
    walker.press("Submit my answers")
    expect(walker.page.get_by_role("heading", name="You passed")).to_be_visible()
    walker.follow("See what comes next")


def test_the_first_stop_skips_to_the_page_itself(walk):
    walker = walk("keys")
    walker.open("/")
    walker.page.keyboard.press("Tab")
    skip = walker.page.get_by_role("link", name="Skip to main content")
    assert walker.is_focused(skip)
    expect(skip).to_be_in_viewport()
    walker.page.keyboard.press("Enter")
    assert walker.is_focused(walker.page.locator("main"))


def test_what_is_wrong_takes_the_focus_and_leads_to_the_field(walk):
    walker = walk("keys")
    walker.open("/sign-in/")
    walker.press("Send me a code")
    assert walker.is_focused(walker.page.locator(".govuk-error-summary"))
    assert walker.page.title().startswith("Error: ")
    walker.reach(walker.page.locator(".govuk-error-summary a").first)
    walker.page.keyboard.press("Enter")
    assert walker.is_focused(walker.page.locator("[name=email]"))


def test_a_stop_that_does_not_show_is_found(walk):
    walker = walk("keys")
    walker.open("/")
    walker.page.evaluate(HIDE_FOCUS)
    with pytest.raises(AssertionError, match="does not show the focus"):
        walker.reach(walker.page.get_by_role("link", name="Privacy"))
