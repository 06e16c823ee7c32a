"""The gallery in a real browser: axe finds nothing, nothing runs off the screen, an answer leads to its result."""

from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.template.loader import render_to_string

from .examples import FRAME, gallery

pytestmark = pytest.mark.browser
STATIC = Path(__file__).parents[2] / "static"
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *args):
        pass


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    folder = tmp_path_factory.mktemp("gallery")
    (folder / "static").symlink_to(STATIC)
    (folder / "index.html").write_text(
        render_to_string("look/gallery.html", FRAME | gallery() | {"csrf_token": "t" * 64})
    )
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=folder))
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()


@pytest.fixture
def opened(browser, address):
    """A function: the gallery at a width, with any other setting of a browser's context."""

    def open_at(width, part="", **settings):
        context = browser.new_context(viewport={"width": width, "height": 900}, **settings)
        tab = context.new_page()
        tab.goto(address + part)
        return tab

    yield open_at
    for context in browser.contexts:
        context.close()


@pytest.mark.parametrize("width", [320, 768, 1280])
def test_axe_finds_nothing(opened, width):
    found = Axe().run(opened(width), options=RULES).response["violations"]
    assert [(rule["id"], [node["html"] for node in rule["nodes"]]) for rule in found] == []


@pytest.mark.parametrize("width", [320, 768, 1280])
def test_nothing_runs_off_the_screen(opened, width):
    assert opened(width).evaluate("document.documentElement.scrollWidth") == width


def test_everything_is_there_without_javascript(opened):
    tab = opened(320, java_script_enabled=False)
    assert tab.get_by_role("link", name="My learning").is_visible()
    assert tab.get_by_role("button", name="Check my answer").first.is_visible()


@pytest.mark.parametrize("javascript", [True, False])
def test_a_revealed_field_is_shown_while_its_option_is_chosen(opened, javascript):
    tab = opened(1280, java_script_enabled=javascript)
    revealed = tab.locator("#empty_other")
    assert not revealed.is_visible()
    tab.locator("#empty_audience_2").check()
    assert revealed.is_visible()


def test_after_an_answer_the_focus_is_on_its_result(opened):
    tab = opened(1280, "#block-a4")
    tab.wait_for_function("document.activeElement.id === 'result-a4'")


def test_a_reader_comes_back_to_where_they_were(opened):
    opened(1280).wait_for_function("Math.abs(document.getElementById('block-r9').getBoundingClientRect().top) < 60")


def test_the_place_in_a_lesson_is_remembered_when_the_reader_leaves(opened):
    tab = opened(1280, "#block-r4")
    tab.wait_for_timeout(300)
    with tab.expect_request("**/place/") as sent:
        tab.evaluate(
            """() => {
              Object.defineProperty(document, "visibilityState", { value: "hidden" });
              document.dispatchEvent(new Event("visibilitychange"));
            }"""
        )
    assert sent.value.post_data.startswith("block=r4&csrfmiddlewaretoken=")


def test_a_line_of_a_lesson_is_comfortable_to_read(opened):
    """About 65 to 70 characters: the widest paragraph, by the average width of a letter in it."""
    letters = opened(1280).evaluate(
        """() => {
          const p = document.querySelector('.prose p'), range = document.createRange();
          range.selectNodeContents(p.firstChild);
          const lines = new Set([...range.getClientRects()].map((rect) => rect.top)).size;
          return p.textContent.length / (range.getClientRects().length ? lines - 0.4 : 1);
        }"""
    )
    assert 55 <= letters <= 80
