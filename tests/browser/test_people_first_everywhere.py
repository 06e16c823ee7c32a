"""Every page that the site has for somebody signed out, for a newcomer with nothing and for a learner with something of everything,
and every page that answers an empty form: judged as the narrowest phone shows it. A new address is judged from its first day.

Seen to fail: on two summaries of errors that led to no field, and on a table that scrolled by a pixel.
"""

import re
from itertools import product
from mimetypes import guess_type

import pytest
from django.contrib.staticfiles import finders
from django.db import transaction
from django.utils import timezone

from home.loading import tree
from people.permissions import ADMINISTRATORS
from tests.access import belongings
from tests.access.asking import Asker
from tests.access.test_site import ours, path_of
from tests.browser import judging
from tests.cast import make_person
from tests.outside import markup

ENOUGH = {
    "signed out": 15,
    "newcomer": 30,
    "learner": 20,
}  # pages of each that the one before has not; fewer: the walk is lost
SAME = re.compile(r'value="\w{64}"|nonce="[^"]*"|[0-9a-f]{8}-[0-9a-f-]{27}')  # what differs each time


@pytest.fixture(scope="session")
def base_url():
    """These pages come from Django's test client, so that `./run` need not start."""
    return ""


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """({name: value} for addresses, {who: person}), made once and taken back after the last test."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield made()
        transaction.set_rollback(True)


def made():
    tree()
    at, common = timezone.now(), belongings.shared()
    boss = make_person("ada@programme.gov.uk", "Ada Administrator", group=ADMINISTRATORS, at=at)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(belongings, "render", lambda certificate, at: None)  # no page here opens a file
        values = common | belongings.of("Testham", common["course"], boss, at)
    newcomer = make_person("nora@testham.gov.uk", "Nora Newcomer", council=values["council"], at=at)
    return values, {"signed out": None, "newcomer": newcomer, "learner": values["learner"]}


def pages(asker, values, known):
    """{what was asked: HTML} of every answer that is a page; those that are `known` by their content are left out."""
    found = {}
    for address, method in product(ours(), ("GET", "POST")):
        answer = asker.answer(method, path_of(address, values))
        if answer.headers.get("Content-Type", "").startswith("text/html") and answer.content:
            content = SAME.sub("", answer.text.partition("<main")[2])
            if content not in known:
                found[f"{method} {address.name}"] = answer.text
            known.add(content)
    return found


@pytest.fixture
def show(page):
    """`show(html)`: the page in the browser, with its styles and scripts and nothing else."""
    shown = {}

    def answer(route):
        path = route.request.url.partition("localhost")[2]
        if path.startswith("/static/"):
            file = finders.find(path.removeprefix("/static/"))
            return route.fulfill(path=file, content_type=guess_type(file)[0])
        return route.fulfill(body=shown.get(path, ""), content_type="text/html; charset=utf-8")

    def open_page(html):
        shown["/page"] = html
        page.goto("http://localhost/page")
        page.evaluate(
            "() => new Promise((done) => requestAnimationFrame(() => setTimeout(done)))"
        )  # scripts see sizes then
        return page

    page.route("**/*", answer)
    page.set_viewport_size({"width": 320, "height": 640})
    return open_page


def wrong_with(html, page):
    wide = page.evaluate("document.documentElement.scrollWidth")
    return [
        *markup.faults(html),
        *judging.accessibility(page, within="main"),
        *([f"{wide} px wide"] if wide > 320 else []),
    ]


def test_ten_minutes_before_one_is_signed_out_the_page_says_so(world, client, page, show):
    _, people = world
    page.clock.install()
    show(Asker(client, people["learner"]).answer("GET", "/my-learning/").text)
    page.clock.fast_forward("11:49:00")
    assert page.get_by_role("alert").count() == 0
    page.clock.fast_forward("01:00")
    assert "signed out in about ten minutes" in page.get_by_role("alert").inner_text()


def test_nothing_is_wrong_with_any_page(world, client, show):
    values, people = world
    known, wrong, counts = set(), {}, {}
    for who, person in people.items():
        found = pages(Asker(client, person), values, known)
        counts[who] = len(found)
        wrong |= {(who, asked): faults for asked, html in found.items() if (faults := wrong_with(html, show(html)))}
    assert wrong == {}
    assert all(counts[who] >= enough for who, enough in ENOUGH.items()), counts
