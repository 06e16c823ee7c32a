"""Pages by which figures and people leave: judged by axe, on a desk and on a phone, empty, filled and with an error."""

from datetime import timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings as django_settings
from django.test import Client
from django.utils import timezone

from coordination import files, tasks
from people.actions import appoint_coordinator
from people.permissions import ADMINISTRATORS, ANALYSTS
from reports import aggregates, releases, subscriptions, tokens
from reports.models import Every
from tests.cast import make_council, make_person
from tests.curriculum import build_course, build_module
from tests.reports.conftest import many, record_completions
from tests.reports.test_releases import DAY, FIFTH, LEARNT, MOMENT

pytestmark = pytest.mark.django_db(transaction=True)
SIZES = {"desk": (1280, 900), "phone": (320, 640)}
RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}


@pytest.fixture
def people(live_server):
    """A council with a coordinator who may download, two analysts and an administrator; July published, a correction drafted."""
    module, council = build_module(principle="p4"), make_council("Testham Borough Council", "testham.gov.uk")
    build_course(module, title="Leading digital change")
    record_completions(many(council, 40), module, at=LEARNT)
    names = {
        "ana": ("Ana Analyst", ANALYSTS),
        "ben": ("Ben Brown", ANALYSTS),
        "ada": ("Ada Administrator", ADMINISTRATORS),
    }
    found = {key: make_person(f"{key}@ministry.gov.uk", name, group=group) for key, (name, group) in names.items()}
    found["cora"] = _coordinator(council, found["ada"])
    aggregates.refresh(at=FIFTH)
    _publish(releases.freeze_due(at=FIFTH), found["ana"], found["ben"])
    subscriptions.subscribe(person=found["ana"], every=Every.WEEK, at=timezone.now(), table="regions")
    tokens.issue(name="Regional dashboard", days=90, by=found["ada"], at=timezone.now())
    return found


def _coordinator(council, administrator):
    now = timezone.now()
    person = make_person("cora@testham.gov.uk", "Cora Coordinator", council=council, audience="other")
    appoint_coordinator(user=person, organisation=council, by=None, at=now)
    files.give_right(grant=person.grants.get(), by=administrator, at=now)
    files.ask(organisation=council, kind="csv", chosen={}, by=person, at=now)
    tasks.sweep()
    files.ask(organisation=council, kind="xlsx", chosen={}, by=person, at=now)
    return person


def _publish(release, first, second):
    for person in (first, second):
        releases.open_preview(release=release, by=person, at=FIFTH)
    releases.give_access(
        release=release, office="Head of News, Ministry", reason="Answers questions", by=first, at=FIFTH
    )
    releases.pass_preview(release=release, by=first, at=FIFTH)
    releases.approve(release=release, day=DAY, by=second, at=FIFTH)
    releases.publish_due(at=MOMENT)
    draft = releases.correct(release=release, note="Ten records came late.", by=first, at=MOMENT + timedelta(days=1))
    releases.open_preview(release=draft, by=first, at=MOMENT + timedelta(days=1))
    releases.pass_preview(release=draft, by=first, at=MOMENT + timedelta(days=1))
    releases.open_preview(release=draft, by=second, at=MOMENT + timedelta(days=1))


@pytest.fixture
def look(people, live_server, page, screenshots):
    """`look(who, path, name, press)`: what axe finds there, at both sizes; and nothing runs over the edge of a phone."""

    def at(who, path, name, press=""):
        page.context.clear_cookies()
        if who:
            client = Client()
            client.force_login(people[who], backend="django.contrib.auth.backends.ModelBackend")
            cookie = client.cookies[django_settings.SESSION_COOKIE_NAME].value
            page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
        for size, (width, height) in SIZES.items():
            page.set_viewport_size({"width": width, "height": height})
            assert page.goto(live_server.url + path).status == 200
            if press:
                page.get_by_role("button", name=press).click()
            page.screenshot(path=screenshots / f"leaving-{name}-{size}.png", full_page=True)
            found = Axe().run(page, options=RULES)
            assert found.violations_count == 0, found.generate_report()
            assert page.evaluate("document.documentElement.scrollWidth") <= width

    return at


def test_the_pages_of_analysts(look):
    look("ana", "/figures/releases/", "releases")
    look("ben", "/figures/releases/2026-07/v2/", "release")
    look("ben", "/figures/releases/2026-07/v2/", "release-error", press="Approve and announce")
    look("ana", "/figures/subscriptions/", "subscriptions")
    look("ana", "/figures/subscriptions/to/regions/?principle=p4", "subscribe")


def test_the_pages_of_the_public(look):
    look(None, "/published-figures/", "published")
    look(None, "/published-figures/2026-07/", "published-release")


def test_the_pages_of_coordinators_and_administrators(look):
    look("cora", "/coordination/testham/files/", "files")
    look("cora", "/coordination/testham/", "people")
    look("ada", "/coordination/coordinators/", "rights")
    look("ada", "/figures/tokens/", "tokens")
    look("ada", "/figures/tokens/", "tokens-error", press="Give the token")
