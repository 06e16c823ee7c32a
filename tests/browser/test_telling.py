"""What learners tell us and what they feel, walked through in a real browser: every new page, empty, filled and wrong, with axe,
on a desktop and on the narrowest phone, with and without JavaScript."""

import re
from functools import partial

import pytest
from playwright.sync_api import expect

from tests.browser import judging
from tests.browser.walking import Walker

LESSON = "/modules/your-part-in-the-declaration/five-principles-in-plain-english/"
MODULE = "/modules/your-part-in-the-declaration/"
WORDS = "The second paragraph does not say which year is meant."


@pytest.fixture(params=[True, False], ids=["scripted", "plain"])
def scripted(request):
    return request.param


@pytest.fixture
def walker(scripted, browser, live_product, screenshots):
    context = browser.new_context(java_script_enabled=scripted, locale="en-GB")
    yield Walker(context.new_page(), live_product, screenshots, scripted=scripted)
    context.close()


def judge(walker, scripted, name):
    walker.see(f"telling-{name}{'' if scripted else '-plain'}", tags=judging.WCAG_AND_MORE)


def test_a_learner_chooses_learns_feels_and_tells(walker, scripted):
    look = partial(judge, walker, scripted)
    joins(walker, f"sam.{'scripted' if scripted else 'plain'}@camden.gov.uk")
    chooses_a_pathway(walker, look)
    passes_a_module_first_time(walker)
    sums_up(walker, look)
    reports_a_problem(walker, look)
    walker.sign_out()
    if scripted:
        a_moderator_passes_it_on_and_an_editor_answers(walker)


def joins(walker, email):
    walker.sign_in(email)
    walker.page.get_by_label(re.compile("Camden")).check(force=True)
    walker.press("Continue")
    walker.page.get_by_label("Your full name").fill("Sam Field")
    walker.page.get_by_label(re.compile("^Head of service")).check(force=True)
    walker.press("Save and continue")


def chooses_a_pathway(walker, look):
    walker.open("/my-learning/")
    look("my-learning-new")
    walker.follow("Tell us what matters to you")
    look("pathways-empty")
    walker.page.get_by_label(re.compile("Fix the plumbing")).check(force=True)
    walker.page.get_by_label("40 minutes a week").check(force=True)
    walker.press("Show what suits me")
    expect(walker.page.get_by_text("which you chose").first).to_be_visible()
    look("pathways-filled")
    walker.press("Take this pathway")
    look("confidence-empty")
    for answer in walker.page.get_by_label("A little").all():
        answer.check(force=True)
    walker.press("Save and continue")
    expect(walker.page.get_by_role("heading", level=1)).to_contain_text("Senior officer pathway")
    walker.open("/my-learning/")
    look("my-learning-begun")
    walker.open("/learn/confidence/")
    look("confidence-table")


def passes_a_module_first_time(walker):
    """Knows it already: the assessment first."""
    walker.open(MODULE)
    walker.follow("Take the assessment first")
    walker.press("Start the assessment")
    walker.answer_paper(rightly=True)
    walker.press("Submit my answers")


def sums_up(walker, look):
    look("result")
    walker.follow("See what comes next")
    look("summary-empty")
    walker.page.get_by_label("Very", exact=True).first.check(force=True)
    walker.press("Save")
    expect(walker.page.get_by_text("and “Very” now").first).to_be_visible()
    walker.page.get_by_label("Mostly").first.check(force=True)
    walker.page.get_by_label("Is there anything we should change?").fill(WORDS)
    walker.press("Send")
    expect(walker.page.get_by_text("Thank you for telling us how it was")).to_be_visible()
    look("summary-filled")


def reports_a_problem(walker, look):
    walker.open(LESSON)
    walker.page.get_by_role("link", name="Report a problem with this page").click()
    look("report-empty")
    walker.press("Send")
    expect(walker.page.get_by_role("alert")).to_be_visible()
    look("report-wrong")
    walker.page.get_by_label("I do not understand something").check(force=True)
    walker.page.get_by_label("What did you find?").fill(WORDS)
    walker.press("Send")
    look("report-sent")
    walker.follow("your own page")
    look("report-yours")


def a_moderator_passes_it_on_and_an_editor_answers(walker):
    walker.sign_in("moderator@programme.example")
    walker.open("/cms/feedback/")
    walker.page.get_by_role("link", name=re.compile("^The second paragraph")).first.click()
    walker.see("telling-moderator")
    walker.page.get_by_label("Yes, pass it on").check()
    walker.press("Save")
    walker.sign_out()
    walker.sign_in("editor@programme.example")
    walker.open("/cms/feedback/")
    walker.page.get_by_role("link", name=re.compile("^The second paragraph")).first.click()
    walker.page.get_by_label("Changed").check()
    walker.see("telling-editor")
    walker.press("Save")
    expect(walker.page.get_by_text("Kept: changed.")).to_be_visible()
