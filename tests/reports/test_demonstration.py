"""The demonstration's release is of the last month that can be out by now, whatever day it is."""

from datetime import UTC, datetime

import pytest

from organisations.models import Organisation
from people import demonstration as people
from reports import demonstration
from reports.models import Release
from reports.whereabouts import councils_on
from tests.cast import JOINED_AT


@pytest.fixture
def analysts(db):
    people.make(at=JOINED_AT)
    people.make_others(at=JOINED_AT)


@pytest.mark.parametrize(
    ("today", "month"), [("2026-11-03", "2026-09"), ("2027-01-22", "2026-12"), ("2027-04-12", "2027-02")]
)
def test_it_is_out_before_today_and_made_once(analysts, today, month):
    at = datetime.fromisoformat(today).replace(hour=7, tzinfo=UTC)
    for _ in range(2):
        demonstration.publish(at=at)
    release = Release.objects.published().get()
    assert f"{release.month:%Y-%m}" == month
    assert release.snapshot.as_at < release.previewed_at <= release.approved_at < release.published_at < at
    assert release.approved_by != release.previewed_by


def test_invented_councils_are_among_those_to_be_covered_in_a_demonstration_only(council, other_council, settings):
    Organisation.objects.filter(pk=other_council.pk).update(is_fictional=True)
    assert councils_on(JOINED_AT.date()).keys() == {council.slug}
    settings.DEMONSTRATION = True
    assert councils_on(JOINED_AT.date()).keys() == {council.slug, other_council.slug}
