"""Pages of figures, judged by axe on a desk and on a phone, printed, and sorted without JavaScript."""

from datetime import UTC, date, datetime
from functools import partial

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings as django_settings
from django.test import Client

from people.permissions import ANALYSTS
from reports import aggregates, releases
from tests.cast import make_council, make_person
from tests.curriculum import build_course, build_module
from tests.reports.conftest import many, record_completions

pytestmark = pytest.mark.django_db(transaction=True)
SIZES = {"desk": (1280, 900), "phone": (320, 640)}
RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}
DAY = date(2026, 7, 16)
MAY, JULY = datetime(2026, 5, 12, 12, tzinfo=UTC), datetime(2026, 7, 15, 12, tzinfo=UTC)


@pytest.fixture
def address(live_server):
    """Three councils, one of them with two people alone, learning in two months, and the figures counted."""
    module = build_module(principle="p4", title="Services that share information safely")
    build_course(module, title="Leading digital change")
    large, small, tiny = (
        make_council(f"{name} Borough Council", f"{name.lower()}.gov.uk") for name in ("Testham", "Otherton", "Smallby")
    )
    record_completions(many(large, 60), module, at=MAY)
    record_completions(many(small, 40, "councillor"), module, at=JULY)
    record_completions(many(tiny, 2), module, at=JULY)
    many(large, 35, "chief_officer")
    aggregates.refresh(at=JULY)
    publish_june()
    return live_server.url


def publish_june():
    """On its way through both analysts."""
    release = releases.freeze_due(at=JULY)
    for number, act in enumerate((releases.pass_preview, partial(releases.approve, day=DAY))):
        reader = make_person(f"reader{number}@ministry.gov.uk", "A Reader", group=ANALYSTS)
        releases.open_preview(release=release, by=reader, at=JULY)
        act(release=release, by=reader, at=JULY)
    releases.publish_due(at=releases.moment_on(DAY))


@pytest.fixture
def desk(address, page):
    """The browser of an analyst."""
    client = Client()
    analyst = make_person("ana@ministry.gov.uk", "Ana Analyst", group=ANALYSTS)
    client.force_login(analyst, backend="django.contrib.auth.backends.ModelBackend")
    session = client.cookies[django_settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": django_settings.SESSION_COOKIE_NAME, "value": session, "url": address}])
    return page


PAGES = {
    "overview": "/figures/",
    "regions-compared": "/figures/regions/?principle=p4&to=2026-07&compare=2026-05",
    "organisations-withheld": "/figures/organisations/",
    "matrix": "/figures/organisations-modules/",
    "months-with-chart": "/figures/months/",
    "dictionary": "/figures/definitions/",
    "published": "/published-figures/",
    "release": "/published-figures/2026-06/v1/",
    "impossible": "/figures/months/?from=2026-07&to=2026-05",
}


@pytest.mark.parametrize("size", SIZES)
def test_every_page_is_accessible_and_fits(desk, address, screenshots, size):
    width, height = SIZES[size]
    desk.set_viewport_size({"width": width, "height": height})
    for name, path in PAGES.items():
        assert desk.goto(address + path).status == (400 if name == "impossible" else 200), name
        desk.screenshot(path=screenshots / f"figures-{name}-{size}.png", full_page=True)
        found = Axe().run(desk, options=RULES)
        assert found.violations_count == 0, f"{name}: {found.generate_report()}"
        assert desk.evaluate("document.documentElement.scrollWidth") <= width, name


def test_a_chart_stands_beside_the_table_of_its_numbers(desk, address):
    for path in (PAGES["overview"], PAGES["months-with-chart"]):
        desk.goto(address + path)
        rows = desk.locator("table").first.locator("tbody tr").count()
        charts = desk.locator("svg.chart").all()
        assert [chart.locator(".chart__column").count() for chart in charts] == [rows] * len(charts)
        assert rows > 1
        assert charts
        assert {chart.get_attribute("aria-hidden") for chart in charts} == {"true"}


def test_a_withheld_number_is_marked_and_explained(desk, address):
    desk.goto(address + PAGES["organisations-withheld"])
    assert "[c]" in desk.locator("tr", has_text="Smallby").inner_text()
    assert "withheld" in desk.locator(".figures-key").inner_text()
    cell = desk.locator(".figures-table__withheld").first
    assert cell.text_content().split() in (["[c]", "withheld"], ["[z]", "no", "percentage"]), (
        "said aloud where it stands"
    )
    key, table = (desk.locator(name).bounding_box() for name in (".figures-key", ".figures-table"))
    assert key["y"] < table["y"], "explained before the first of some hundred rows"


def test_a_table_is_sorted_by_links_without_javascript(browser, desk, address):
    context = browser.new_context(java_script_enabled=False)
    context.add_cookies(desk.context.cookies())
    page = context.new_page()
    page.goto(f"{address}/figures/audiences/")
    page.get_by_role("link", name="Registered", exact=True).click()
    first = page.locator("tbody tr").first.inner_text()
    assert "60" in first
    assert page.locator("th[aria-sort=descending]").inner_text().startswith("Registered")
    context.close()


def test_who_counts_again_is_shown_that_it_is_being_done(desk, address):
    desk.goto(f"{address}/figures/")
    desk.get_by_role("button", name="Count again now").click()
    assert "Being counted again" in desk.locator(".as-at").inner_text()
    assert "from a few seconds to some minutes" in desk.locator("main").inner_text()
    aggregates.refresh(at=datetime.now(UTC))
    desk.get_by_role("link", name="Look again").click()
    assert "Being counted again" not in desk.locator(".as-at").inner_text()


def test_a_printed_page_holds_its_figures_and_nothing_to_press(desk, address, screenshots):
    for name in ("overview", "organisations-withheld", "regions-compared", "release"):
        desk.goto(address + PAGES[name])
        desk.pdf(path=screenshots / f"figures-{name}.pdf", format="A4", print_background=True)
    desk.goto(address + PAGES["regions-compared"])
    desk.emulate_media(media="print")
    assert desk.locator(".figures-table").is_visible()
    for pressed in (".as-at__again", ".filters", ".tables", "text=Get it by e-mail"):
        assert not desk.locator(pressed).is_visible(), pressed
    after = "getComputedStyle(document.querySelector('.figures-table a'), '::after').content"
    assert desk.evaluate(after) == "none", "addresses would fill the columns"
