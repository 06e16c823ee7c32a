"""From a frozen month to published figures: who, when, in which order, and that nothing published ever changes."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from audit.models import Event
from organisations.models import Pause
from people.permissions import ANALYSTS
from reports import publication, releases, snapshots
from reports.models import Figure, Frozen, FrozenFigure, Release, ReleaseState, Snapshot
from tests.cast import make_person
from tests.reports.conftest import many, record_completions

pytestmark = pytest.mark.django_db

JULY, AUGUST = date(2026, 7, 1), date(2026, 8, 1)
LEARNT = datetime(2026, 7, 15, 12, tzinfo=UTC)
FIFTH = datetime(2026, 8, 5, 3, 10, tzinfo=UTC)  # 4:10 in London
DAY = date(2026, 8, 13)
MOMENT = datetime(2026, 8, 13, 8, 30, tzinfo=UTC)  # 9:30 in London


@pytest.fixture
def second(db):
    return make_person("ben@ministry.gov.uk", "Ben Brown", group=ANALYSTS)


@pytest.fixture
def july(council, module, refreshed):
    """Forty completions, frozen and drafted."""
    record_completions(many(council, 40), module, at=LEARNT)
    refreshed(FIFTH)
    return releases.freeze_due(at=FIFTH)


@pytest.fixture
def previewed(july, analyst):
    releases.open_preview(release=july, by=analyst, at=FIFTH)
    return releases.pass_preview(release=july, by=analyst, at=FIFTH)


def approve(release, by, day=DAY, at=FIFTH):
    releases.open_preview(release=release, by=by, at=at)
    return releases.approve(release=release, day=day, by=by, at=at)


def publish(at):
    return releases.publish_due(at=at)


@pytest.fixture
def published(previewed, second):
    approve(previewed, second)
    return publish(MOMENT)[0]


def numbers(release, slug="regions"):
    table = publication.read(release.content).tables[slug]
    return {row.key: [number.plain for number in row.numbers] for row in table.rows}


def test_a_month_is_frozen_on_the_fifth_of_the_next_and_not_before(july, refreshed):
    assert snapshots.is_time_to_freeze(JULY, FIFTH)
    assert not snapshots.is_time_to_freeze(JULY, FIFTH - timedelta(hours=1))
    assert [snapshot.month for snapshot in Snapshot.objects.order_by("month")] == [date(2026, 6, 1), JULY]
    assert july.month == JULY
    assert july.state == ReleaseState.DRAFTED
    assert numbers(july)["E12000009"] == [40, 40, 40, 100, 40]


def test_a_month_that_runs_or_was_not_counted_since_cannot_be_frozen(july, refreshed):
    with pytest.raises(snapshots.NotYet):
        snapshots.freeze(month=AUGUST, at=FIFTH)
    with pytest.raises(snapshots.NotYet):
        snapshots.freeze(month=AUGUST, at=FIFTH + timedelta(days=40))


def test_the_night_leaves_what_was_not_counted_since_for_another_night(july):
    """Seen to fail where every night broke until the count came."""
    assert releases.freeze_due(at=FIFTH + timedelta(days=40)) is None
    assert not Snapshot.objects.filter(month=AUGUST).exists()


def test_freezing_twice_is_freezing_once(july):
    assert snapshots.freeze(month=JULY, at=FIFTH + timedelta(days=1)) == july.snapshot
    assert releases.draft(snapshot=july.snapshot, at=FIFTH) == july
    assert releases.freeze_due(at=FIFTH + timedelta(days=1)) is None


def test_what_is_frozen_is_what_the_pages_showed(july):
    facts = ("measure", "place_kind", "place", "audience", "subject", "value")
    frozen = set(FrozenFigure.objects.filter(month=JULY).values_list(*facts))
    assert frozen == set(Figure.objects.filter(month=JULY).values_list(*facts))
    assert frozen


def test_what_is_frozen_cannot_be_changed_or_taken_away(july):
    for change in (
        lambda: FrozenFigure.objects.update(value=5),
        lambda: FrozenFigure.objects.all().delete(),
        lambda: Snapshot.objects.update(note=""),
        lambda: july.snapshot.save(),
    ):
        with pytest.raises(Frozen):
            change()


def test_a_snapshot_never_disagrees_with_an_earlier_one(july, council, module, refreshed):
    """Ten late approvals change July in the figures of today, and in no release."""
    record_completions(many(council, 10), module, at=LEARNT)
    september = datetime(2026, 9, 5, 12, tzinfo=UTC)
    refreshed(september)
    august = releases.freeze_due(at=september)
    assert august.month == AUGUST
    assert Figure.objects.get(month=JULY, measure="completions", place_kind="", audience="", subject="").value == 50
    assert numbers(august, "months")["2026-07"] == numbers(july, "months")["2026-07"]


def test_the_preparer_cannot_approve_and_the_database_says_so_too(previewed, analyst):
    with pytest.raises(releases.Refused, match="Another analyst"):
        approve(previewed, analyst)
    with pytest.raises(IntegrityError), transaction.atomic():
        Release.objects.update(approved_by=analyst.pk)


def test_nobody_passes_or_approves_what_they_have_not_opened(july, analyst, second):
    with pytest.raises(releases.Refused, match="Open the preview"):
        releases.pass_preview(release=july, by=analyst, at=FIFTH)
    releases.open_preview(release=july, by=analyst, at=FIFTH)
    releases.pass_preview(release=july, by=analyst, at=FIFTH)
    with pytest.raises(releases.Refused, match="Open the preview"):
        releases.approve(release=july, day=DAY, by=second, at=FIFTH)


def test_a_draft_is_not_approved_before_it_is_previewed(july, second):
    with pytest.raises(releases.Refused, match="previewed"):
        approve(july, second)


@pytest.mark.parametrize(
    "day", [date(2026, 8, 5), date(2026, 8, 8), date(2026, 8, 31), date(2027, 8, 5), date(2026, 1, 1)]
)
def test_a_release_is_announced_for_a_working_day_from_tomorrow(previewed, second, day):
    with pytest.raises(releases.Refused, match="Choose a"):
        approve(previewed, second, day=day)


def test_it_appears_at_half_past_nine_in_london_and_once(previewed, second):
    approve(previewed, second)
    assert publish(MOMENT - timedelta(seconds=1)) == []
    assert publish(MOMENT) == [previewed]
    assert publish(MOMENT) == []
    previewed.refresh_from_db()
    assert previewed.published_at == MOMENT
    assert Event.objects.filter(name="reports.publish").count() == 1


def test_in_winter_half_past_nine_is_another_moment():
    assert releases.moment_on(date(2026, 12, 3)).astimezone(UTC).hour == 9
    assert releases.moment_on(DAY).astimezone(UTC).hour == 8


def test_an_approval_can_be_taken_back_before_the_day(previewed, second, analyst):
    approve(previewed, second)
    releases.recall(release=previewed, by=analyst, at=FIFTH)
    assert publish(MOMENT) == []
    with pytest.raises(releases.Refused):
        releases.recall(release=previewed, by=analyst, at=FIFTH)


def test_a_pause_moves_what_is_due_to_the_first_working_day_after_it(previewed, second, council):
    approve(previewed, second)
    Pause.objects.create(starts_on=date(2026, 8, 10), ends_on=date(2026, 8, 17))
    for days in range(5):  # Thursday 13 to Monday 17 August
        assert publish(MOMENT + timedelta(days=days)) == []
    previewed.refresh_from_db()
    assert previewed.publish_at == datetime(2026, 8, 18, 8, 30, tzinfo=UTC)
    assert previewed.announced_for == MOMENT
    Pause.objects.all().delete()
    assert publish(MOMENT + timedelta(days=4, hours=5)) == []  # the pause ended at noon: nothing appears out of hours
    assert publish(MOMENT + timedelta(days=5)) == [previewed]


def test_the_pause_of_one_organisation_holds_up_no_national_figures(previewed, second, council):
    approve(previewed, second)
    Pause.objects.create(organisation=council, starts_on=date(2026, 8, 10), ends_on=date(2026, 8, 17))
    assert publish(MOMENT) == [previewed]


def test_what_is_not_what_was_approved_is_not_published(previewed, second, caplog):
    approve(previewed, second)
    Release.objects.update(content=previewed.content | {"status": "Something else"})
    assert publish(MOMENT) == []
    assert "is not what was approved" in caplog.text


def test_a_correction_is_a_new_version_with_a_note_on_the_same_way(
    published, council, module, refreshed, second, analyst
):
    before = published.content
    record_completions(many(council, 10), module, at=LEARNT)
    later = MOMENT + timedelta(days=5)
    refreshed(later)
    corrected = releases.correct(release=published, note="Ten records came late.", by=analyst, at=later)
    assert (corrected.version, corrected.state) == (2, ReleaseState.DRAFTED)
    assert numbers(corrected)["E12000009"][0] == 50
    published.refresh_from_db()
    assert published.content == before
    assert publication.digest_of(before) == published.digest
    with pytest.raises(releases.Refused, match="later version"):
        releases.correct(release=published, note="Again.", by=analyst, at=later)


def test_a_correction_without_a_note_is_impossible(published):
    with pytest.raises(IntegrityError), transaction.atomic():
        Snapshot.objects.create(month=JULY, version=2, as_at=MOMENT, taken_at=MOMENT)


def test_organisations_are_named_from_ten_people_on_and_never_ranked(july, council, other_council, module, refreshed):
    assert list(numbers(july, "organisations")) == ["testham"]
    many(other_council, 5)
    later = datetime(2026, 9, 5, 12, tzinfo=UTC)
    refreshed(later)
    august = releases.freeze_due(at=later)
    assert list(numbers(august, "organisations")) == ["testham"]
