"""Nobody can script an administrator: sixty payloads in every text that somebody can write, and every view of the CMS and the site
opened once as administrator. Nothing runs, nothing asks to run, and no payload has become a part of a page.

Seen to fail: with the same words put into a page as markup (below).
"""

from pathlib import Path

import pytest
import yaml
from django.conf import settings as django_settings
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Error

from people.permissions import ADMINISTRATORS
from tests.access import belongings, payloads, world
from tests.access.test_site import path_of
from tests.access.walking import addresses
from tests.cast import make_person

pytestmark = pytest.mark.django_db(transaction=True)
ACCESS = Path(world.__file__).parent
WHO = "administrator"
FILES = {
    "courses-doors:rendition",
    "progress:log-pdf",
    "progress:log-text",
    "courses-doors:module-on-paper",
    "courses-doors:original",
    "wagtaildocs_serve",
    "wagtailadmin_error_test",  # there to fail
}
LOOKS = ["*.css*", "*.woff*", "*.png*", "*.svg*"]
# Parts of a page that only a payload could have made.
MADE_BY_PAYLOADS = """() => [...document.querySelectorAll("*")].filter(part =>
    [...part.attributes].some(one => /^on/.test(one.name) && one.value.includes("hit()"))
    || /^[\\s\\x00-\\x1f]*(java\\s*script|vbscript|data:text)/i.test(part.getAttribute("href") || part.getAttribute("action") || "")
    || (part.tagName === "SCRIPT" && part.textContent.trim() === "hit()")).map(part => part.outerHTML.slice(0, 200))"""


@pytest.fixture(scope="session")
def base_url():
    """These pages come from a server of this test's own, so that `./run` need not start."""
    return ""


@pytest.fixture
def values(transactional_db, monkeypatch):
    """Of a world with something of everything, in which every text is a payload."""
    now = timezone.now()
    monkeypatch.setattr(
        belongings, "render", lambda certificate, at: None
    )  # no view here opens a file of a certificate
    ada = make_person("ada@programme.gov.uk", "Ada Administrator", group=ADMINISTRATORS)
    cms = world.values(ada)
    common = belongings.shared()
    found = cms | common | belongings.of("Testham", common["course"], ada, now)
    assert len(payloads.PAYLOADS) >= 60
    assert len(payloads.plant()) >= 20
    return found | {"ada": ada}


@pytest.fixture
def seen(page, live_server, values):
    """A browser of the administrator, and what it saw: `seen(path)` opens a page and returns what it should not have;
    None for a file."""
    client, found = Client(), []
    client.force_login(values["ada"], backend="django.contrib.auth.backends.ModelBackend")
    cookie = client.cookies[django_settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
    page.expose_function("hit", lambda: found.append("it ran"))
    page.on("dialog", lambda dialog: (found.append("a dialog"), dialog.dismiss()))
    page.on("console", lambda said: found.append(said.text) if "Content Security Policy" in said.text else None)
    protocol = page.context.new_cdp_session(page)
    protocol.send("Network.enable")
    protocol.send("Network.setBlockedURLs", {"urls": LOOKS})  # how a page looks is not asked here

    def open_page(path):
        found.clear()
        try:
            answer = page.goto(live_server.url + path, wait_until="domcontentloaded")
        except Error as other:
            if "Download is starting" in other.message:
                return None
            raise
        if answer.status >= 500:  # nothing runs on a page that is not there
            found.append(f"status {answer.status}")
        page.wait_for_timeout(50)  # for what runs once the page is there
        return [*found, *page.evaluate(MADE_BY_PAYLOADS)]

    return open_page


def views():
    """Every address that answers an administrator with a page."""
    site = yaml.safe_load((ACCESS / "site.yaml").read_text())["addresses"]
    cms = yaml.safe_load((ACCESS / "cms.yaml").read_text())
    for address in addresses():
        if address.route.startswith("cms/"):
            said = cms["addresses"].get(address.name, {}).get("GET", "nobody")
            opens = WHO in cms["groups"].get(said, [said])
        else:
            answer = site[address.name]["GET"]
            opens = (answer.get(WHO, answer["others"]) if isinstance(answer, dict) else answer) == 200
        if opens and address.name not in FILES:
            yield address


def test_no_payload_runs_anywhere(seen, values):
    wrong, opened = {}, 0
    for address in views():
        found = seen(path_of(address, values))
        if found is None:
            continue
        opened += 1
        if found:
            wrong[address.name] = found[:3]
    assert wrong == {}
    assert opened > 150


def test_the_same_words_as_markup_run_and_are_seen(page):
    ran = []
    page.expose_function("hit", lambda: ran.append("it ran"))
    page.set_content(f"<p>{payloads.words()}</p>")
    page.wait_for_timeout(200)
    assert ran
    assert page.evaluate(MADE_BY_PAYLOADS)
