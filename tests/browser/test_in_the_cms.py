"""What only a browser shows of the CMS: what is left of a paste from Word, and the box in which an approval is confirmed.

Seen to fail: with lists taken off the features of a text, with Wagtail's own menu of a review.
"""

import re

import pytest
from django.conf import settings as django_settings
from django.test import Client
from django.urls import reverse
from playwright.sync_api import expect

from courses.judging import in_hand
from courses.markdown import markdown_of
from courses.models import Change
from people.permissions import AUTHORS, PUBLISHERS
from tests.browser import word
from tests.browser.editors import PATIENCE, open_menu
from tests.cast import make_person
from tests.courses.editing import changed_form, sign_in
from tests.courses.pages import load_sound, the_lesson

pytestmark = pytest.mark.django_db(transaction=True)

PASTE = """(box, html) => {
    const carried = new DataTransfer()
    carried.setData("text/html", html)
    carried.setData("text/plain", "Who waits")
    box.dispatchEvent(new ClipboardEvent("paste", {clipboardData: carried, bubbles: true, cancelable: true}))
}"""


@pytest.fixture(scope="session")
def base_url():
    """These pages come from a server of this test's own, so that `./run` need not start."""
    return ""


@pytest.fixture
def publisher(transactional_db):
    load_sound(1)
    return make_person("piers@example.org", "Piers Publisher", group=PUBLISHERS)


@pytest.fixture
def cms(page, live_server, publisher):
    """`cms(lesson)`: its editor, in the browser of somebody who publishes."""
    client = Client()
    client.force_login(publisher, backend="django.contrib.auth.backends.ModelBackend")
    cookie = client.cookies[django_settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
    page.set_default_timeout(PATIENCE)
    yield lambda lesson: page.goto(live_server.url + reverse("wagtailadmin_pages:edit", args=[lesson.pk])) and page
    page.goto("about:blank")  # so that no script asks for anything once the database is gone


def test_a_paste_from_word_leaves_only_what_the_design_can_show(cms):
    page = cms(the_lesson())
    box = page.locator("[data-contentpath='body'] .public-DraftEditor-content").first
    box.click()
    page.keyboard.press("Control+A")
    box.evaluate(PASTE, word.HTML)
    expect(page.locator("[name='body-0-value']")).to_have_value(re.compile("Last words"), timeout=PATIENCE)
    page.locator("button.action-save").first.click()
    expect(page.get_by_text("has been updated").first).to_be_visible(timeout=PATIENCE)
    source = in_hand(the_lesson()).body[0].value.source
    assert markdown_of(source) == word.SAYS
    assert not re.search("mso|style=|class=|<o:|file:|Symbol|<!--", source)


def test_whoever_approves_reads_first_whom_it_reaches(cms, publisher):
    author, lesson = Client(), the_lesson()
    sign_in(author, AUTHORS)
    said = {"title": "Approved", "change": Change.MATERIAL, "change_note": "The law has changed.", "action-submit": "1"}
    author.post(reverse("wagtailadmin_pages:edit", args=[lesson.pk]), changed_form(author, lesson, **said))
    page = cms(lesson)
    approve = page.locator("[data-workflow-action-name='approve']")
    open_menu(page, approve)
    approve.click()
    box = page.locator(".modal-content")
    expect(box.get_by_role("heading", name="Whom publishing this reaches")).to_be_visible(timeout=PATIENCE)
    expect(box).to_contain_text("marked “Material: people in progress see what changed”")
    assert the_lesson().title == "Lesson l01"
    box.get_by_role("button", name="Approve").click()
    page.wait_for_url("**/cms/pages/*/")
    assert the_lesson().title == "Approved"
