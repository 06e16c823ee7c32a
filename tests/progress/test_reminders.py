"""Who is written to about their learning, when, and when no more: played through with a clock that the test moves."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core import mail
from django.core.cache import cache
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from courses.models import Change
from mail import recipients, rules
from mail.actions import queue, send_due
from mail.models import Message, State
from progress import actions, confidence, learning_log, reminders, tasks
from progress.models import Moment, NextStep
from tests.activities import NEXT_STEP
from tests.curriculum import build_course, build_module, build_person, enrol
from tests.taking import complete, sit

MONDAY = datetime(2026, 10, 5, 9, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture
def clock():
    with time_machine.travel(MONDAY, tick=False) as traveller:
        yield traveller


def work(clock, moment):
    """What the schedule does at a moment."""
    clock.move_to(moment)
    tasks.welcome()
    tasks.remind()
    return send_due(at=moment)


def days(clock, first, last, hour=9, every=1):
    """Every day from one to another, counted from MONDAY."""
    for n in range(first, last + 1, every):
        work(clock, MONDAY.replace(hour=hour) + n * DAY)


def sent(template=None):
    """[(template, day)] as sent, in order; days counted from MONDAY."""
    found = Message.objects.sent().exclude(template="welcome").order_by("sent_at")
    found = found.filter(template=template) if template else found
    return [(message.template, (message.sent_at.date() - MONDAY.date()).days) for message in found]


@pytest.fixture
def taking(clock, module, course):
    """Somebody who enrolled on MONDAY and has completed the first lesson then."""
    person = build_person("Ida Maple", at=MONDAY)
    enrol(person, course, at=MONDAY)
    complete(person, module.live_lessons().first(), at=MONDAY)
    return person


def test_a_newcomer_is_welcomed_once_at_any_hour(clock, db):
    build_person("Noa Elm", at=MONDAY)
    for hour in (20, 21, 22):
        work(clock, MONDAY.replace(hour=hour))
    assert [message.subject for message in mail.outbox] == ["Welcome to your learning"]


def test_nobody_is_welcomed_who_joined_long_before(clock, db):
    build_person("Olga Yew", at=MONDAY - 3 * DAY)
    work(clock, MONDAY)
    assert mail.outbox == []


def test_a_pass_is_told_at_once_and_once(clock, taking, module):
    complete(taking, *module.live_lessons(), at=MONDAY)
    night = MONDAY.replace(hour=23)
    sit(taking, module, at=night)
    work(clock, night)
    work(clock, night)
    told = [message for message in mail.outbox if message.subject.startswith("You passed")]
    assert len(told) == 1
    assert "with 10 of 10" in told[0].body
    assert "certificate is ready" in told[0].body


def test_a_fail_is_told_on_the_page_only(clock, taking, module):
    complete(taking, *module.live_lessons(), at=MONDAY)
    sit(taking, module, score=3, at=MONDAY)
    work(clock, MONDAY)
    assert "passed" not in [template for template, _ in sent()]


def test_the_first_reminder_comes_after_fourteen_idle_days_and_there_are_three(clock, taking):
    days(clock, 0, 60)
    days(clock, 61, 121, every=10)
    assert sent() == [("idle", 14), ("idle", 28), ("idle", 42)]


def test_whoever_comes_back_starts_the_count_anew(clock, taking, module):
    days(clock, 0, 45)
    complete(taking, module.live_lessons()[1], at=MONDAY + 45 * DAY)
    days(clock, 46, 64)
    assert sent()[3:] == [("idle", 59)]


def test_night_weekend_and_bank_holiday_pass_in_silence(clock, taking):
    days(clock, 0, 40, hour=19)
    assert sent() == []
    complete(taking, at=MONDAY)
    christmas = datetime(2026, 12, 25, 10, tzinfo=UTC)
    for n in range(4):
        work(clock, christmas + n * DAY)
    assert sent() == []
    work(clock, christmas + 4 * DAY)
    assert len(sent()) == 1


def test_a_coordinators_nudge_counts_too(clock, taking):
    queue(key="c", template="cohort_reminder", purpose="nudge", to=taking.email, person=taking.pk,
          context={"cohort": 0, "person": str(taking.pk)}, at=MONDAY + 13 * DAY)  # fmt: skip
    Message.objects.update(state=State.SENT, sent_at=MONDAY + 13 * DAY)
    days(clock, 14, 30)
    assert sent("idle") == [("idle", 28)]


def test_only_the_assessment_left_is_said_once(clock, taking, module):
    complete(taking, *module.live_lessons(), at=MONDAY)
    days(clock, 1, 40)
    assert sent()[0] == ("nearly_there", 14)
    assert len(sent("nearly_there")) == 1
    assert sum("Only the assessment is left" in message.body for message in mail.outbox) == 1


def test_one_module_left_of_a_course_is_said(clock, db):
    first, last = build_module(lessons=1), build_module(lessons=1)
    course = build_course(first, last)
    person = build_person("Una Fir", at=MONDAY)
    enrol(person, course, at=MONDAY)
    complete(person, *first.live_lessons(), at=MONDAY)
    sit(person, first, at=MONDAY)
    days(clock, 1, 20)
    assert sent("last_module") == [("last_module", 14)]


def republish(clock, module, *, change):
    clock.move_to(MONDAY + 3 * DAY)
    lesson = module.live_lessons().last()
    lesson.title, lesson.change, lesson.change_note = "Rewritten", change, "The law changed."
    lesson.save_revision().publish()


def test_a_change_that_matters_is_said_to_those_who_have_begun(clock, taking, module):
    republish(clock, module, change=Change.MATERIAL)
    days(clock, 4, 20)
    assert sent() == [("new_material", 14)]
    assert "The law changed." in mail.outbox[-1].body


def test_a_minor_change_is_not(clock, taking, module):
    republish(clock, module, change=Change.MINOR)
    days(clock, 4, 20)
    assert sent("new_material") == []


def step(person, module, by):
    return learning_log.write_next_step(
        learner=person, module=module, block_id=NEXT_STEP["id"], text="Ask about the CRM", by=by, at=MONDAY
    )


def test_a_next_step_is_remembered_by_its_date_and_its_words_stay_where_they_are(clock, taking, module):
    step(taking, module, (MONDAY + 22 * DAY).date())
    days(clock, 19, 30)
    assert sent()[0] == ("next_step", 21)
    assert "CRM" not in mail.outbox[-1].body
    assert "27 October 2026" in mail.outbox[-1].body


def test_a_step_that_is_done_is_not_remembered(clock, taking, module):
    step(taking, module, (MONDAY + 22 * DAY).date())
    NextStep.objects.update(done_at=MONDAY)
    days(clock, 19, 24)
    assert sent("next_step") == []


def test_three_months_on_whoever_gave_a_baseline_is_asked_again(clock, taking, module):
    confidence.give(learner=taking, moment=Moment.BEFORE, points={"p1": 2}, at=MONDAY)
    complete(taking, *module.live_lessons(), at=MONDAY)
    sit(taking, module, at=MONDAY)
    days(clock, 85, 100)
    assert sent("three_months") == [("three_months", 91)]
    assert sent("idle") == [], "the course is complete"


def test_whoever_came_back_between_the_asking_and_the_sending_is_left_alone(clock, taking, module):
    clock.move_to(MONDAY + 14 * DAY)
    tasks.remind()
    complete(taking, module.live_lessons()[1], at=MONDAY + 14 * DAY)
    assert send_due(at=MONDAY + 14 * DAY) == 0
    assert Message.objects.get(template="idle").state == State.CANCELLED


@pytest.mark.parametrize("leave", ["unsubscribe", "withdraw", "deactivate"])
def test_whoever_does_not_want_or_has_left_is_never_reminded(clock, taking, leave):
    if leave == "unsubscribe":
        recipients.unsubscribe(person=taking.pk, at=MONDAY)
    elif leave == "withdraw":
        actions.withdraw(enrolment=taking.enrolments.get(), at=MONDAY)
    else:
        type(taking).objects.filter(pk=taking.pk).update(is_active=False)
    days(clock, 10, 40)
    assert sent() == []
    assert not Message.objects.nudges().exists()


def test_a_sweep_goes_through_all_learners_a_batch_at_a_time_and_begins_again(clock, taking, course):
    others = [build_person(f"Person {n}", at=MONDAY) for n in range(4)]
    for person in others:
        enrol(person, course, at=MONDAY)
    later = MONDAY + 15 * DAY
    assert [reminders.remind(at=later, limit=2) for _ in range(4)] == [2, 2, 1, 0]
    assert Message.objects.nudges().count() == 5


def test_a_lost_place_sends_nothing_twice(clock, taking):
    for _ in range(3):
        cache.clear()
        reminders.remind(at=MONDAY + 14 * DAY)
    assert Message.objects.nudges().count() == 1


def test_the_queries_of_a_sweep_do_not_grow_with_the_learners(clock, taking, course, django_assert_max_num_queries):
    for n in range(12):
        enrol(build_person(f"Person {n}", at=MONDAY), course, at=MONDAY)
    with django_assert_max_num_queries(16 + 4 * 13):  # four for each message that is written once
        assert reminders.remind(at=MONDAY + 15 * DAY) == 13


SPAN, LOOKS = 45, 3  # days that are played through, and of how many each the schedule looks at one
SOURCES = st.lists(st.tuples(st.integers(0, SPAN - 1), st.sampled_from(["learn", "coordinator", "step"])), max_size=12)


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(events=SOURCES, hour=st.integers(0, 23))
def test_nobody_ever_gets_two_in_seven_days_or_one_out_of_hours(clock, taking, module, events, hour):
    forget_everything()
    for day in range(0, SPAN, LOOKS):
        moment = MONDAY.replace(hour=hour) + day * DAY
        for n, (_, what) in enumerate(event for event in events if day <= event[0] < day + LOOKS):
            happen(what, taking, module, moment, f"{day}-{n}")
        for now in sorted({moment, rules.next_opening(moment)}):
            work(clock, now)
    whole = list(Message.objects.nudges().sent().order_by("sent_at").values_list("sent_at", flat=True))
    assert all(later - earlier >= rules.BETWEEN_NUDGES for earlier, later in zip(whole, whole[1:], strict=False))
    assert all(rules.is_open(moment) for moment in whole)


def happen(what, person, module, at, key):
    if what == "learn":
        person.lesson_records.update(started_at=at)
    elif what == "step":
        step(person, module, (at + 5 * DAY).date())
    else:
        queue(key=f"elsewhere-{key}", template="second_source", purpose="nudge", to=person.email, context={}, at=at)


def forget_everything():
    """One example leaves nothing to the next."""
    Message.objects.all().delete()
    NextStep.objects.all().delete()
    recipients.Recipient.objects.all().delete()
    cache.clear()


@pytest.fixture(autouse=True)
def second_source(monkeypatch, tmp_path, settings):
    """A nudge from elsewhere, that always has something to say."""
    from mail import kinds  # noqa: PLC0415

    (tmp_path / "mail").mkdir()
    (tmp_path / "mail" / "second_source.txt").write_text("From elsewhere")
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": [*settings.TEMPLATES[0]["DIRS"], tmp_path]}]
    monkeypatch.setitem(
        kinds._KINDS, "second_source", kinds.Kind("second_source", kinds.Purpose.NUDGE, "From elsewhere", dict)
    )
