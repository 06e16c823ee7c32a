"""The judges of accessibility see what they are for, and the pages that no other walk visits are judged here."""

import pytest

from tests.browser import judging
from tests.browser.walking import Walker

PAGE = "<!DOCTYPE html><html lang='en'><head><title>A page</title></head><body><main><h1>A page</h1>{}</main></body></html>"
FAULTS = {
    "a field without a label": ("<form><input name='a'><button>Go</button></form>", "label"),
    "pale words": ("<p style='color: #bbb; background: #fff'>Words.</p>", "color-contrast"),
    "pale words, to the second judge": ("<p style='color: #bbb; background: #fff'>Words.</p>", "Guideline1_4.1_4_3"),
    "a form that cannot be sent": ("<form action='/'><label>A <input name='a'></label></form>", "H32.2"),
    "a picture without words": ("<img src='data:,'>", "image-alt"),
    "a small target": ("<button style='width: 9px; height: 9px; padding: 0'>a</button>" * 2, "target-size"),
    "an empty heading": ("<h2></h2>", "Guideline1_3.1_3_1.H42.2"),
}
LESSON = "/modules/your-part-in-the-declaration/what-signing-means/"
SEEN = {
    "": (
        *("/courses/", "/modules/", "/courses/senior-officers/", "/modules/your-part-in-the-declaration/", LESSON),
        *(
            "/search/",
            "/search/?q=data",
            "/search/?q=xyzzyq",
            "/help/",
            "/about/",
            "/privacy/",
            "/cookies/",
            "/accessibility/",
        ),
        *(
            "/declaration/",
            "/verify/",
            "/verify/AAAA-BBBB",
            "/published-figures/",
            "/report-a-problem/",
            "/nothing-here/",
        ),
        "/development/",
    ),
    "coordinator@exampleton.example": (
        *(
            "/coordination/exampleton/",
            "/coordination/exampleton/invitations/",
            "/coordination/exampleton/invitations/new/",
        ),
        *(
            "/coordination/exampleton/cohorts/",
            "/coordination/exampleton/cohorts/new/",
            "/coordination/exampleton/files/",
        ),
    ),
    "analyst@programme.example": (
        "/figures/definitions/",
        "/figures/regions/",
        "/figures/releases/",
        "/figures/subscriptions/",
    ),
    "administrator@programme.example": ("/figures/tokens/", "/coordination/coordinators/"),
}
WRONG = {
    "/coordination/exampleton/invitations/new/": "coordinator@exampleton.example",
    "/coordination/exampleton/cohorts/new/": "coordinator@exampleton.example",
    "/figures/tokens/": "administrator@programme.example",
}


@pytest.fixture
def walker(page, live_product, screenshots):
    return Walker(page, live_product, screenshots)


def called(path):
    return "judged-" + "-".join(part for part in path.replace("?q=", "/").split("/") if part)


def test_a_sound_page_is_left_alone(page):
    page.set_content(PAGE.format("<p>Words.</p>"))
    assert judging.accessibility(page) == []


@pytest.mark.parametrize("fault", FAULTS)
def test_a_planted_fault_is_found(page, fault):
    html, said = FAULTS[fault]
    page.set_content(PAGE.format(html))
    found = judging.accessibility(page)
    assert any(said in words for words in found), found


@pytest.mark.parametrize("who", SEEN)
def test_the_pages_that_one_reads(walker, who):
    if who:
        walker.sign_in(who)
    for path in SEEN[who]:
        walker.open(path)
        walker.see(called(path))


@pytest.mark.parametrize("path", WRONG)
def test_a_form_that_was_sent_empty(walker, path):
    walker.sign_in(WRONG[path])
    walker.open(path)
    walker.page.locator("main form button.govuk-button").last.click()
    walker.page.wait_for_load_state()
    walker.see(f"{called(path)}-wrong")
    assert walker.page.locator(".govuk-error-summary").count() == 1
