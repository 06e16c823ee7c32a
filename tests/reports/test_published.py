"""What analysts do with a release on their pages, and what the public finds, without an account."""

import csv
import io
import json
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from people import actions
from reports import opendata, releases, tokens
from reports.models import Release, ReleaseState
from tests.reports import test_releases
from tests.reports.conftest import record_completions
from tests.reports.test_releases import MOMENT, approve, many, publish

second, july, previewed, published = (
    test_releases.second,
    test_releases.july,
    test_releases.previewed,
    test_releases.published,
)
pytestmark = pytest.mark.django_db

STAFF = "/figures/releases/2026-07/v1/"
PUBLIC = "/published-figures/2026-07/v1/"
STEPS = ("preview", "read", "approve", "recall", "access", "correct")


@pytest.fixture
def desk(client, analyst):
    client.force_login(analyst)
    return client


def words(response):
    return response.content.decode()


def test_only_analysts_prepare_releases(client, july, learner, coordinator, publisher, administrator):
    for person in (learner, coordinator, publisher, administrator):
        client.force_login(person)
        assert client.get("/figures/releases/").status_code == 403
        assert client.get(STAFF).status_code == 403
        assert {client.post(f"{STAFF}{step}/").status_code for step in STEPS} == {403}


@pytest.mark.parametrize("step", STEPS)
def test_no_step_is_taken_by_a_link(desk, july, step):
    assert desk.get(f"{STAFF}{step}/").status_code == 405


def test_the_preview_opens_with_a_button_and_lists_who_opened_it(desk, july):
    before = words(desk.get(STAFF))
    assert "release-table" not in before
    assert "Open the preview, and be listed" in before
    after = words(desk.post(f"{STAFF}preview/", follow=True))
    assert "release-table" in after
    assert "Ana Analyst" in after


def test_the_whole_way_on_the_pages(desk, july, second, time_machine):
    time_machine.move_to(test_releases.FIFTH)
    desk.post(f"{STAFF}preview/")
    assert "another analyst approves it" in words(desk.post(f"{STAFF}read/", follow=True))
    desk.force_login(second)
    desk.post(f"{STAFF}preview/")
    day = {"day-day": "13", "day-month": "8", "day-year": "2026"}
    assert "The day is announced" in words(desk.post(f"{STAFF}approve/", day, follow=True))
    assert "Thursday 13 August 2026 at 9:30" in words(desk.get("/published-figures/"))
    assert desk.get(PUBLIC).status_code == 404
    publish(MOMENT)
    found = words(desk.get(PUBLIC))
    assert "Approved by Ben Brown" in found
    assert "Ana Analyst" in found


def test_a_wrong_day_and_a_missing_office_are_said_beside_the_field(desk, previewed, second):
    desk.force_login(second)
    desk.post(f"{STAFF}preview/")
    response = desk.post(f"{STAFF}approve/", {"day-day": "31", "day-month": "2", "day-year": "2026"})
    assert response.status_code == 422
    assert "Enter a real day" in words(response)
    assert "Enter who is told" in words(desk.post(f"{STAFF}access/", {"office": ""}))
    assert "Enter what was wrong" in words(desk.post(f"{STAFF}correct/", {"note": " "}))


def test_an_office_that_was_told_stands_on_the_release(desk, previewed, second):
    told = {"office": "Head of News, Ministry", "reason": "Answers questions on the day"}
    desk.post(f"{STAFF}access/", told)
    approve(previewed, second)
    publish(MOMENT)
    assert "Head of News, Ministry" in words(desk.get(PUBLIC))
    assert "everybody may see it" in words(desk.post(f"{STAFF}access/", told | {"office": "Another"}))


@pytest.mark.parametrize(
    "address", ["2026-13/", "1999-01/", "2026-06/", "2026-07/v2/", "2026-07/v1/passwd", "2026-07/v0/"]
)
def test_what_is_not_published_is_not_found(client, published, address):
    assert client.get(f"/published-figures/{address}").status_code == 404


def test_before_the_day_the_public_finds_nothing_of_it(client, previewed, second):
    approve(previewed, second)
    for address in (PUBLIC, "/published-figures/2026-07/", f"{PUBLIC}figures.csv", f"{PUBLIC}datapackage.json"):
        assert client.get(address).status_code == 404
    assert "40" not in words(client.get("/published-figures/")).split("Announced")[1].split("Published")[0].replace(
        "2026", ""
    )


def test_anybody_reads_it_and_it_can_be_kept_and_asked_for_again(client, published):
    response = client.get(PUBLIC)
    assert response.status_code == 200
    assert "max-age=300" in response["Cache-Control"]
    assert client.get(PUBLIC, headers={"If-None-Match": response["ETag"]}).status_code == 304
    assert client.get("/published-figures/2026-07/").status_code == 200


def test_a_correction_stands_beside_what_it_corrects(client, published, analyst, second, council, module, refreshed):
    record_completions(many(council, 10), module, at=test_releases.LEARNT)
    later = MOMENT + timedelta(days=1)
    refreshed(later)
    before = client.get(f"{PUBLIC}figures.csv").content
    corrected = releases.correct(release=published, note="Ten records came late.", by=analyst, at=later)
    releases.open_preview(release=corrected, by=analyst, at=later)
    releases.pass_preview(release=corrected, by=analyst, at=later)
    approve(corrected, second, day=(later + timedelta(days=3)).date(), at=later)
    publish(later + timedelta(days=3))
    assert "Ten records came late." in words(client.get("/published-figures/2026-07/"))
    assert "This version has been corrected" in words(client.get(PUBLIC))
    assert client.get(f"{PUBLIC}figures.csv").content == before
    assert client.get("/published-figures/2026-07/v2/figures.csv").content != before


def test_open_data_names_no_organisation_of_fewer_than_ten(july, other_council, refreshed):
    """Five people of another council are frozen with the rest, and its name is in no file."""
    many(other_council, 5)
    later = test_releases.FIFTH + timedelta(days=31)
    refreshed(later)
    august = releases.freeze_due(at=later)
    assert august.snapshot.figures.filter(place="elsewhere").exists()
    assert not [name for name, file in opendata.files(august).items() if b"lsewhere" in file.content]


def test_open_data_holds_every_cell_that_may_be_named(client, published):
    lines = list(csv.DictReader(io.StringIO(client.get(f"{PUBLIC}figures.csv").content.decode())))
    england = {"month": "2026-07-01", "measure": "completions", "place_kind": "", "audience": "", "subject": ""}
    assert [line["value"] for line in lines if england.items() <= line.items()] == ["40"]
    assert not [line for line in lines if line["value"] in ("1", "2", "3", "4") and "councils" not in line["measure"]]
    assert {line["place"] for line in lines if line["place_kind"] in ("organisation", "successor")} == {"testham"}


def test_the_package_describes_every_file_and_column(client, published):
    package = json.loads(client.get(f"{PUBLIC}datapackage.json").content)
    for resource in package["resources"]:
        response = client.get(f"{PUBLIC}{resource['path']}")
        heading = next(csv.reader(io.StringIO(response.content.decode())))
        assert heading == [field["name"] for field in resource["schema"]["fields"]]
        assert len(response.content) == resource["bytes"]
    assert package["licenses"][0]["name"] == "OGL-UK-3.0"


def test_the_same_bytes_are_sent_whatever_is_renamed_later(client, published, council):
    names = [file["path"] for file in json.loads(client.get(f"{PUBLIC}datapackage.json").content)["resources"]]
    before = [client.get(PUBLIC + name).content for name in names]
    council.name = "Renamed Council"
    council.save()
    council.region.name = "Renamed region"
    council.region.save()
    assert [client.get(PUBLIC + name).content for name in names] == before


def test_an_analyst_who_is_erased_is_named_no_more(client, published, second):
    from people.privacy import erase_all  # noqa: PLC0415  (the one test that erases)

    erase_all(second, at=MOMENT)
    assert "Approved by an analyst." in words(client.get(PUBLIC))
    assert "Ben Brown" not in words(client.get(PUBLIC))


def test_official_statistics_is_said_only_where_the_setting_says_so(client, desk, published, settings):
    for page in (PUBLIC, "/published-figures/", STAFF, "/figures/", f"{PUBLIC}datapackage.json"):
        assert "official statistics" not in words(client.get(page)).lower().replace("not official statistics", "")
    settings.OFFICIAL_STATISTICS = True
    assert "Official statistics" in words(client.get("/published-figures/"))
    assert "Official statistics" not in words(client.get(PUBLIC)).replace("not official statistics", "")


def test_a_demonstration_says_specimen_in_the_package(client, published, settings):
    settings.DEMONSTRATION = True
    assert "SPECIMEN" in client.get(f"{PUBLIC}datapackage.json").content.decode()


def test_a_withdrawn_analyst_can_do_nothing_more(desk, previewed, analyst, second):
    actions.dismiss(user=second, group="Analysts", by=None, at=MOMENT)
    desk.force_login(second)
    assert desk.post(f"{STAFF}approve/").status_code == 403
    assert Release.objects.get().state == ReleaseState.PREVIEWED
    assert desk.get(reverse("reports:releases")).status_code == 403


def test_a_program_finds_what_is_published_and_nothing_before(client, previewed, second, administrator):
    plain = tokens.issue(name="Reader", days=1, by=administrator, at=timezone.now())[1]
    token = {"Authorization": f"Bearer {plain}"}
    approve(previewed, second)
    assert client.get("/api/v1/releases", headers=token).json() == {"releases": []}
    assert client.get("/api/v1/releases/2026-07", headers=token).status_code == 404
    publish(MOMENT)
    [found] = client.get("/api/v1/releases/2026-07", headers=token).json()["releases"]
    assert (found["version"], found["status"], found["correction"]) == (1, "Management information", "")
    assert found["package_url"].endswith("/published-figures/2026-07/v1/datapackage.json")
