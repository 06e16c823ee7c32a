"""How long what people tell us is kept, and that a person can take it out and erase it."""

from datetime import UTC, date, datetime, timedelta

import pytest

from feedback import rules, tasks
from feedback.models import Authorship, Remark
from people.privacy import erase_all, export_all
from tests.curriculum import AT
from tests.feedback.writing import WORDS, remark


@pytest.mark.parametrize(
    ("day", "before"), [(date(2027, 10, 5), date(2026, 10, 5)), (date(2028, 2, 29), date(2027, 2, 28))]
)
def test_a_year_before_is_the_same_day(day, before):
    assert rules.a_year_before(day) == before


def test_words_go_after_twelve_months_and_not_a_day_before(learner, time_machine):
    remark(author=learner)
    time_machine.move_to(datetime(2027, 10, 5, 3, tzinfo=UTC))
    assert tasks.erase_old() == 0
    time_machine.move_to(datetime(2027, 10, 6, 3, tzinfo=UTC))
    assert tasks.erase_old() == 1
    assert not Remark.objects.exists()
    assert not Authorship.objects.exists()


def test_the_schedule_erases_them(settings):
    assert settings.CELERY_BEAT_SCHEDULE["erase old feedback"]["task"] == tasks.erase_old.name


def test_a_person_takes_out_their_words_and_erases_them_with_the_account(learner, colleague):
    remark(author=learner)
    remark(author=colleague, text="Something else.")
    told = export_all(learner)["feedback"]["words to us"]
    assert [entry["text"] for entry in told] == [WORDS]
    erase_all(learner, at=AT + timedelta(days=1), keep_verifiable=True)
    assert [one.text for one in Remark.objects.all()] == ["Something else."]
