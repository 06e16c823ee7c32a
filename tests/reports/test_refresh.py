"""The figures are what a recount of the records gives, whatever happened in between."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test

from certificates import actions as certificates
from certificates.models import Certificate, Correction
from feedback.actions import answer_survey
from feedback.places import on_page
from organisations import actions as organisations
from people import actions as people
from people.models import Standing
from people.privacy import erase_all
from progress import actions
from progress.models import Confidence, Moment
from progress.rules import month_of
from reports import aggregates, recount, tasks
from reports.models import Count, Figure, Refresh
from tests.cast import JOINED_AT, make_council, make_person
from tests.reports.conftest import NOW, enrol, learn, many, record_completions
from tests.taking import complete, sit
from training.celery import app

pytestmark = pytest.mark.django_db


def kept_and_true(at=NOW):
    aggregates.refresh(at=at)
    return recount.stored(), recount.without_principles(recount.recount(at))


def test_what_learners_did_is_counted_as_a_recount_counts_it(enrolled, council, other_council, module):
    learn(enrolled(council), module)
    enrolled(other_council, audience="councillor")
    kept, true = kept_and_true()
    assert kept == true
    now = kept[NOW.date().replace(day=1)]
    assert sum(people for (family, _), people in now.items() if family in ("completions", "people")) == 3


def test_a_refresh_with_nothing_new_writes_no_figure(enrolled, council, refreshed):
    enrolled(council)
    refreshed()
    before = set(Figure.objects.values_list("pk", flat=True))
    refreshed(NOW + timedelta(minutes=4))
    assert set(Figure.objects.values_list("pk", flat=True)) == before
    assert aggregates.latest().as_at == NOW + timedelta(minutes=4)


def test_an_older_count_that_took_longer_changes_nothing(enrolled, council, refreshed):
    refreshed(NOW)
    enrolled(council)
    refreshed(NOW - timedelta(hours=1))
    assert aggregates.latest().as_at == NOW
    assert not Count.objects.exists()


def test_people_whose_organisation_waits_are_counted_when_the_approval_comes(council, administrator, refreshed):
    person = make_person("pat@example.org", "Pat Pending")
    membership = people.become_member(
        user=person, organisation=council, audience="other", standing=Standing.PENDING, at=JOINED_AT
    )
    refreshed()
    assert not Count.objects.exists()
    people.decide_membership(membership=membership, approved=True, by=administrator, at=NOW)
    kept, true = kept_and_true()
    assert kept == true
    assert sorted(kept) == [datetime(2026, 6, 1).date(), datetime(2026, 7, 1).date()]


def test_invented_organisations_are_counted_in_a_demonstration_only(enrolled, council, settings, refreshed):
    council.is_fictional = True
    council.save()
    enrolled(council)
    refreshed()
    assert not Count.objects.exists()
    settings.DEMONSTRATION = True
    refreshed()
    assert Count.objects.exists()


def test_a_pass_just_after_midnight_in_summer_counts_in_the_month_of_london(enrolled, council, module, refreshed):
    learn(enrolled(council), module, at=datetime(2026, 6, 30, 23, 30, tzinfo=UTC))
    refreshed()
    assert list(Count.objects.filter(family="completions").values_list("month", flat=True)) == [
        datetime(2026, 7, 1).date()
    ]


def test_the_figures_can_be_proved(enrolled, council, module, capsys):
    learn(enrolled(council), module)
    call_command("check_figures")
    assert "Equal to a recount" in capsys.readouterr().out


def test_learning_touches_no_figure(enrolled, council, module, refreshed, django_assert_num_queries):
    person = enrolled(council)
    refreshed()
    before = Refresh.objects.get().digests
    learn(person, module)
    assert Refresh.objects.get().digests == before


def test_the_figures_are_counted_within_five_minutes_by_a_worker_of_their_own(settings):
    """Every four minutes, and at most PATIENCE for the months after the first."""
    schedule = {entry["task"]: entry["schedule"] for entry in settings.CELERY_BEAT_SCHEDULE.values()}
    assert schedule["reports.tasks.refresh"] + tasks.PATIENCE <= 300
    assert schedule["reports.tasks.refresh_when_asked"] <= 10
    for task in (tasks.refresh, tasks.refresh_when_asked):
        assert app.tasks[task.name]
        assert settings.CELERY_TASK_ROUTES[task.name]["queue"] == "exports"


class Programme(RuleBasedStateMachine):
    """People join, enrol, learn, move, wait, are approved and leave over some months; organisations succeed each other."""

    @initialize()
    def begin(self):
        self.history = transaction.atomic()
        self.history.__enter__()
        self.at, self.people, self.number = JOINED_AT, [], 0
        self.councils = [self.councils_made("a"), self.councils_made("b")]
        self.join(0, "councillor", counted=True)
        self.learn(0)

    def councils_made(self, name):
        return make_council(f"{name.upper()} Borough Council", f"{name}{id(self)}.gov.uk")

    @rule(which=st.integers(0, 9), audience=st.sampled_from(["councillor", "other"]), counted=st.booleans())
    def join(self, which, audience, counted):
        self.number += 1
        person = make_person(f"p{self.number}.{id(self)}@example.org", "Somebody", at=self.at)
        standing = Standing.MATCHED if counted else Standing.PENDING
        council = self.councils[which % len(self.councils)]
        people.become_member(user=person, organisation=council, audience=audience, standing=standing, at=self.at)
        enrol(person, self.course, self.at)
        self.people.append(person)

    @rule(which=st.integers(0, 9))
    def start(self, which):
        if self.people:
            actions.start_module(learner=self.someone(which), module=self.module, at=self.at)

    @rule(which=st.integers(0, 9))
    def learn(self, which):
        if self.people:
            learn(self.someone(which), self.module, at=self.at)

    @rule(which=st.integers(0, 9), score=st.integers(0, 9))
    def sit_too_early(self, which, score):
        """Lessons done, and an assessment that may fail at the first attempt."""
        if self.people:
            person = self.someone(which)
            complete(person, *self.module.live_lessons(), at=self.at)
            sit(person, self.module, score=score, at=self.at)

    @rule(which=st.integers(0, 9), moment=st.sampled_from(Moment.values), point=st.integers(1, 5))
    def say_how_sure(self, which, moment, point):
        if self.people:
            person = self.someone(which)
            served = person.memberships.current().primary().get()
            where = {"membership": served, "organisation": served.organisation if served.counts else None}
            Confidence.objects.update_or_create(
                learner=person, principle="p4", moment=moment,
                defaults=where | {"audience": served.audience, "point": point, "given_at": self.at, "given_month": month_of(self.at)},
            )  # fmt: skip

    @rule(which=st.integers(0, 9), about=st.sampled_from(["module", "course"]), useful=st.sampled_from([None, 2, 5]))
    def say_how_it_was(self, which, about, useful):
        """A survey, once for each module and course."""
        if self.people:
            page, points = getattr(self, about), {"useful": useful, "clear": 4, "will_act": None}
            person = self.someone(which)
            answer_survey(learner=person, place=on_page(page), key=uuid4(), points=points, at=self.at, **{about: page})

    @rule(which=st.integers(0, 9), is_revoked=st.booleans())
    def look_at_a_certificate_again(self, which, is_revoked):
        """What was awarded is revoked, or issued anew with a correction."""
        held = list(Certificate.objects.current().filter(kind="course").order_by("pk"))
        if held and is_revoked:
            certificates.revoke(certificate=held[which % len(held)], reason="mistake", by=self.boss, at=self.at)
        elif held:
            certificates.replace(certificate=held[which % len(held)], correction=Correction.REISSUE, at=self.at)

    @rule(principle=st.sampled_from(["p1", "p4"]))
    def edit(self, principle):
        """An editor files the module under another principle."""
        self.module.principle = principle
        self.module.save()

    @rule(which=st.integers(0, 9))
    def erase(self, which):
        """As if there never were any records of a person."""
        if self.people:
            person = self.people.pop(which % len(self.people))
            erase_all(person, at=self.at)

    @rule(which=st.integers(0, 9))
    def approve(self, which):
        if self.people:
            membership = self.someone(which).memberships.current().primary().get()
            people.decide_membership(membership=membership, approved=True, by=self.boss, at=self.at)

    @rule(which=st.integers(0, 9), where=st.integers(0, 9))
    def move(self, which, where):
        if self.people:
            council = self.councils[where % len(self.councils)]
            people.become_member(
                user=self.someone(which), organisation=council, audience="other", standing=Standing.MATCHED, at=self.at
            )

    @rule()
    def merge(self):
        if len(self.councils) > 1:
            successor = self.councils_made(f"c{self.number}{len(self.councils)}")
            organisations.succeed(
                predecessors=self.councils, successors=[successor], on_date=self.at.date(), at=self.at, by=self.boss.pk
            )
            self.councils = [successor]

    @rule(days=st.integers(1, 40))
    def wait(self, days):
        self.at += timedelta(days=days)

    @rule()
    def refresh(self):
        kept, true = kept_and_true(self.at)
        assert kept == true

    def teardown(self):
        """The last word of every history, which is then undone."""
        try:
            self.refresh()
        finally:
            transaction.set_rollback(True)
            self.history.__exit__(None, None, None)

    def someone(self, which):
        return self.people[which % len(self.people)]


def test_any_history_leaves_the_figures_equal_to_a_recount(module, course, administrator):
    Programme.module, Programme.course, Programme.boss = module, course, administrator
    patient = settings(max_examples=8, stateful_step_count=16, deadline=None, suppress_health_check=list(HealthCheck))
    run_state_machine_as_test(Programme, settings=patient)


def test_a_refresh_out_of_patience_leaves_whole_months_and_the_next_goes_on(enrolled, council, refreshed):
    enrolled(council)
    assert aggregates.refresh(at=NOW, patience=0) is False
    assert [f"{month:%Y-%m}" for month in aggregates.latest().months] == ["2026-07"]
    assert aggregates.is_asked_for()
    assert aggregates.refresh(at=NOW + timedelta(seconds=10), patience=0)
    assert not aggregates.is_asked_for()
    kept, true = kept_and_true(NOW + timedelta(seconds=10))
    assert kept == true


def test_merged_organisations_are_told_together_and_as_they_were(
    council, other_council, module, administrator, refreshed
):
    new = make_council("Newham Vale Council", "newhamvale.gov.uk")
    record_completions([*many(council, 20), *many(other_council, 30)], module, at=JOINED_AT)
    organisations.succeed(
        predecessors=[council, other_council], successors=[new], on_date=JOINED_AT.date(), at=JOINED_AT, by=None
    )
    refreshed()
    june = Figure.objects.filter(measure="completions", month="2026-06-01", audience="", subject="")
    assert june.get(place_kind="successor", place=new.slug).value == 50
    assert june.get(place_kind="organisation", place=council.slug).value in (20, None)
