"""Private writing, messages and search in a real browser: saved as one types, lost in no tab, given back after the session ended;
every page with axe, on a desktop and on the narrowest phone."""

import re
from functools import partial

import pytest
from playwright.sync_api import expect

from tests.browser import judging
from tests.browser.walking import Walker

LESSON = "/modules/your-part-in-the-declaration/why-digital-belongs-in-the-boardroom/"
FIRST = "Who asked the residents?"


@pytest.fixture
def walker(browser, live_product, screenshots):
    context = browser.new_context(locale="en-GB")
    yield Walker(context.new_page(), live_product, screenshots)
    context.close()


def judge(walker, name):
    walker.see(f"writing-{name}", tags=judging.WCAG_AND_MORE)


def test_a_note_is_saved_as_one_types_and_lost_nowhere(walker):
    look = partial(judge, walker)
    joins(walker, "ida.writes@camden.gov.uk")
    walker.open("/learn/log/")
    look("log-empty")
    types(walker)
    meets_another_tab(walker, look)
    is_signed_out(walker, look)
    keeps_a_log(walker, look)
    chooses_messages(walker, look)


def joins(walker, email):
    walker.sign_in(email)
    walker.page.get_by_label(re.compile("Camden")).check(force=True)
    walker.press("Continue")
    walker.page.get_by_label("Your full name").fill("Ida Field")
    walker.page.get_by_label(re.compile("^Head of service")).check(force=True)
    walker.press("Save and continue")
    walker.open("/courses/")
    walker.follow("Senior officer pathway")
    walker.press(re.compile("this (course|pathway)"))


def note(page):
    return page.locator("form[data-autosave]", has=page.get_by_label("Your note")).first


def types(walker):
    """Nothing is pressed; the page says that it is saved, and so does the next one."""
    walker.open(LESSON)
    note(walker.page).get_by_label("Your note").press_sequentially(FIRST)
    expect(walker.page.get_by_text("Saved as you typed.")).to_be_visible()
    walker.open("/learn/log/")
    expect(walker.page.get_by_text(FIRST)).to_be_visible()


def meets_another_tab(walker, look):
    walker.open(LESSON)
    other = walker.page.context.new_page()
    other.goto(walker.page.url)
    note(other).get_by_label("Your note").fill("From the other tab")
    note(other).get_by_role("button", name="Save").click()
    note(walker.page).get_by_label("Your note").fill("From this tab")
    expect(walker.page.get_by_text("You changed this in another tab. Press Save to see both.")).to_be_visible()
    note(walker.page).get_by_role("button", name="Save").click()
    expect(walker.page.get_by_text("From the other tab")).to_be_visible()
    expect(note(walker.page).get_by_label("Your note")).to_have_value("From this tab")
    look("two-tabs")
    note(walker.page).get_by_role("button", name="Save").click()
    expect(walker.page.get_by_text("Saved in your learning log")).to_be_visible()
    other.close()


def is_signed_out(walker, look):
    walker.page.context.clear_cookies(name="sessionid")
    note(walker.page).get_by_label("Your note").fill("From this tab, later")
    expect(walker.page.get_by_text("You have been signed out.")).to_be_visible()
    note(walker.page).get_by_role("button", name="Save").click()
    look("signed-out")
    walker.follow("Sign in")
    walker.page.locator("[name=email]").fill("ida.writes@camden.gov.uk")
    walker.press("Send me a code")
    walker.page.locator("[name=code]").fill(walker.code_sent_to("ida.writes@camden.gov.uk"))
    walker.press("Continue")
    expect(walker.page).to_have_url(re.compile(LESSON))
    expect(walker.page.get_by_text("You had been signed out before this was saved.")).to_be_visible()
    expect(note(walker.page).get_by_label("Your note")).to_have_value("From this tab, later")
    look("given-back")
    note(walker.page).get_by_role("button", name="Save").click()
    expect(walker.page.get_by_text("Saved in your learning log")).to_be_visible()


def keeps_a_log(walker, look):
    walker.open("/learn/log/")
    look("log-filled")
    walker.page.get_by_label("Search your log").fill("later")
    walker.press("Search")
    look("log-found")
    assert "later" not in walker.page.url
    walker.page.get_by_label("Search your log").fill("")
    walker.press("Search")
    look("log-wrong")
    walker.open("/learn/log/print/")
    look("log-print")
    walker.open("/learn/log/delete/")
    look("log-delete")
    walker.press("Delete all of it")
    expect(walker.page.get_by_text("Your learning log is empty.")).to_be_visible()


def chooses_messages(walker, look):
    walker.open("/your-account/messages/")
    look("messages")
    walker.page.get_by_label("No reminders").check(force=True)
    walker.press("Save")
    expect(walker.page.get_by_text("Reminders are off.")).to_be_visible()
    walker.open("/messages/stop/1:forged/")
    look("unsubscribe-unknown")


def test_what_is_published_is_found(walker):
    look = partial(judge, walker)
    walker.open("/search/")
    look("search-empty")
    walker.page.get_by_label("What are you looking for?").fill("data")
    walker.press("Search")
    look("search-found")
    walker.open("/search/?q=declaratoin")
    walker.page.locator("main a", has_text="declaration").first.click()
    expect(walker.page).to_have_url(re.compile("q=declaration"))
    walker.open("/search/?principle=p9")
    look("search-wrong")
