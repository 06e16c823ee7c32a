"""Two accounts of one person become one after a code to both: everything unites, nothing is awarded or counted twice.

Seen to fail: a mailbox out of use that merges, and two awards that stand.
"""

import re
from datetime import timedelta

import pytest
import time_machine
from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import TOTP
from allauth.usersessions.models import UserSession
from django.apps import apps
from django.core import mail
from django.core.management import call_command

from assessment.models import Attempt
from audit.models import Event
from certificates.models import Certificate
from certificates.rules import State, state
from mail.models import Message
from people import actions, merging
from people.models import Membership, Standing, User
from people.permissions import ANALYSTS, current_membership
from progress import learning_log
from progress.actions import take_assessment
from progress.models import Enrolment, LessonRecord, LogEntry, ModuleRecord
from progress.recount import differences
from reports import aggregates
from tests.cast import JOINED_AT, make_person
from tests.curriculum import AT, build_course, build_module, enrol, later
from tests.taking import complete, progress, record, sit

PLACE, CODES = "/your-account/merge/", "/your-account/merge/codes/"
OLD = "lena.old@elsewhere.gov.uk"


@pytest.fixture
def other(learner, other_council):
    return make_person(OLD, "Lena Learner", council=other_council, audience="councillor")


@pytest.fixture
def inside(client, learner):
    client.force_login(learner)
    return client


def codes():
    found = {message.to[0]: re.search(r"^ {4}(\S{3} \S{3})$", message.body, re.M)[1] for message in mail.outbox[-2:]}
    return {"mine": found["lena@testham.gov.uk"], "other": next(c for to, c in found.items() if "testham" not in to)}


def merge(browser, email=OLD, **typed):
    browser.post(PLACE, {"email": email})
    return browser.post(CODES, codes() | typed)


def test_after_both_codes_the_accounts_are_one(inside, learner, other):
    assert merge(inside).headers["Location"] == "/your-account/"
    owners = EmailAddress.objects.values_list("email", "user", "primary", "verified")
    assert set(owners) == {("lena@testham.gov.uk", learner.pk, True, True), (OLD, learner.pk, False, True)}
    other.refresh_from_db()
    assert (other.is_active, other.name) == (False, "")
    assert actions.join(email=OLD, at=AT) == learner


@pytest.mark.parametrize("wrong", [{"mine": "XXXXXX"}, {"other": "XXXXXX"}, {"mine": ""}, {"other": ""}])
def test_without_both_codes_nothing_happens(inside, other, wrong):
    assert merge(inside, **wrong).status_code == 422
    assert User.objects.get(pk=other.pk).is_active


def test_the_page_says_which_code_went_where(inside, other):
    inside.post(PLACE, {"email": OLD})
    page = inside.post(CODES, {}).content.decode()
    for address in ("lena@testham.gov.uk", OLD):
        assert f"Code sent to {address}" in page
        assert f"Enter the code sent to {address}" in page


def test_the_codes_are_not_for_signing_in(inside, other, client):
    inside.post(PLACE, {"email": OLD})
    assert "to sign in" not in mail.outbox[-1].body
    assert "sign_in" not in inside.session
    assert len(set(codes().values())) == 2


def test_five_wrong_tries_end_it(inside, other):
    inside.post(PLACE, {"email": OLD})
    for _ in range(5):
        inside.post(CODES, {"mine": "XXXXXX", "other": "XXXXXX"})
    assert inside.post(CODES, codes()).status_code == 429
    assert User.objects.get(pk=other.pk).is_active


def test_known_and_unknown_addresses_are_answered_alike(inside, other):
    pages = []
    for email in (OLD, "free@elsewhere.gov.uk"):
        answer = inside.post(PLACE, {"email": email})
        page = inside.get(CODES).content.decode().replace(email, "")
        pages.append((answer.status_code, re.sub(r'value="\w{64}"', "", page)))
    assert pages[0] == pages[1]


def test_an_address_without_an_account_is_added(inside, learner):
    merge(inside, "home@elsewhere.example")
    assert EmailAddress.objects.get(email="home@elsewhere.example").user == learner


def test_ones_own_address_is_not_another_account(inside, learner):
    assert inside.post(PLACE, {"email": learner.email.upper()}).status_code == 422


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda other: actions.appoint(user=other, group=ANALYSTS, by=None, at=AT), "has duties or a second step"),
        (lambda other: TOTP.activate(other, "JBSWY3DPEHPK3PXP"), "has duties or a second step"),
        (lambda other: User.objects.filter(pk=other.pk).update(is_active=False), "is closed"),
        (lambda other: User.objects.filter(pk=other.pk).update(joined_at=JOINED_AT - timedelta(days=900)), "12 months"),
    ],
)
def test_a_code_opens_no_more_here_than_at_the_door(inside, other, change, words):
    """Duties, a second step, a closed account and a mailbox that may be somebody else's by now."""
    change(other)
    answer = merge(inside)
    assert answer.status_code == 409
    assert words in answer.content.decode()
    assert EmailAddress.objects.get(email=OLD).user == other


def test_it_is_audited_and_mailed_to_both(inside, learner, other):
    merge(inside)
    assert Event.objects.get(name="people.merge").detail == {"into": str(learner.pk)}
    told = Message.objects.filter(template="address_changed").values_list("to", flat=True)
    assert set(told) == {learner.email, OLD}


def test_sessions_of_the_merged_account_end(inside, sign_in, other):
    elsewhere = sign_in(OLD)
    merge(inside)
    assert elsewhere.get("/your-account/").status_code == 302
    assert not UserSession.objects.filter(user=other).exists()


def test_nothing_points_at_the_merged_account_any_more(inside, learner, other):
    course = build_course(build_module())
    enrol(other, course)
    merge(inside)
    for model in apps.get_models():
        for field in model._meta.local_fields:
            if field.related_model is User and not model.__module__.startswith("wagtail"):
                assert not model._default_manager.filter(**{field.name: other}).exists(), model


def test_where_one_serves_comes_together(learner, other, council, other_council):
    merging.unite(kept=learner, merged=other, at=AT)
    assert current_membership(learner).organisation == council
    assert learner.memberships.current().counted().filter(organisation=other_council, is_primary=False).exists()


@pytest.mark.parametrize("kept_is_pending", [True, False])
def test_serving_the_same_council_twice_is_serving_it_once(council, kept_is_pending):
    kept, other = (make_person(f"{name}@x.example", "Lena Learner") for name in "ab")
    standings = (Standing.PENDING, Standing.MATCHED) if kept_is_pending else (Standing.MATCHED, Standing.PENDING)
    for person, standing in zip((kept, other), standings, strict=True):
        actions.become_member(user=person, organisation=council, audience="other", standing=standing, at=AT)
    merging.unite(kept=kept, merged=other, at=AT)
    assert Membership.objects.current().at(council).counted().get().user == kept


def test_where_one_was_refused_gives_way_to_where_one_serves(learner, other, administrator, other_council):
    waits = actions.become_member(
        user=learner, stated_organisation="Fire", audience="other", standing=Standing.PENDING, at=JOINED_AT
    )
    actions.decide_membership(membership=waits, approved=False, reason="No", by=administrator, at=JOINED_AT)
    merging.unite(kept=learner, merged=other, at=AT)
    assert current_membership(learner).organisation == other_council


def test_a_coordinator_who_turns_out_to_be_a_councillor_coordinates_no_more(coordinator, other):
    merging.unite(kept=coordinator, merged=other, at=AT)
    assert not coordinator.grants.current().exists()


def test_twice_the_same_is_once(learner, other):
    for _ in range(2):
        merging.unite(kept=learner, merged=other, at=AT)
    assert Event.objects.filter(name="people.merge").count() == 1


# What was learnt


@pytest.fixture
def module(db):
    return build_module(lessons=2, by_assessment=False)


@pytest.fixture
def course(module):
    return build_course(module, awards_certificate=True)


@pytest.fixture
def both(learner, other, course):
    enrol(learner, course, later(days=1))
    enrol(other, course)
    return learner, other


def unite(both, at=None):
    merging.unite(kept=both[0], merged=both[1], at=at or later(days=30))
    assert list(differences()) == []


def test_lessons_of_both_count_once(both, module):
    first, second = module.live_lessons()
    complete(both[0], first, at=later(days=2))
    complete(both[1], first, second, at=later(days=1))
    unite(both)
    assert progress(both[0], module) == (2, 2)
    assert LessonRecord.objects.get(learner=both[0], lesson=first).completed_at == later(days=1)


def test_what_only_both_together_have_earned_is_earned(both, module, settings):
    first, second = module.live_lessons()
    complete(both[0], first, at=later(days=2))
    complete(both[1], second, at=later(days=1))
    unite(both)
    sit(both[0], module, at=later(days=31))
    assert record(both[0], module).completed_at == later(days=31)
    assert list(differences()) == []


def test_a_completion_stays_as_it_was_frozen_and_the_first_one_stands(both, module, other_council):
    for person, day in ((both[0], 9), (both[1], 3)):
        complete(person, *module.live_lessons(), at=later(days=day))
        sit(person, module, at=later(days=day))
    unite(both)
    stands = ModuleRecord.objects.get()
    assert (stands.learner, stands.completed_at, stands.organisation) == (both[0], later(days=3), other_council)
    assert Enrolment.objects.get().completed_at == later(days=3)
    assert Attempt.objects.filter(learner=both[0]).count() == 2


def test_no_award_doubles(both, module):
    for person, day in ((both[0], 9), (both[1], 3)):
        complete(person, *module.live_lessons(), at=later(days=day))
        sit(person, module, at=later(days=day))
    before = {c.code: (c.name, c.organisation_name, c.awarded_on) for c in Certificate.objects.all()}
    unite(both)
    after = Certificate.objects.all()
    assert {c.code: (c.name, c.organisation_name, c.awarded_on) for c in after} == before
    assert {c.kind: c.awarded_on for c in after.current()} == dict.fromkeys(("module", "course"), later(days=3).date())
    assert {state(c, AT.date()) for c in after if c.awarded_on != later(days=3).date()} == {State.REPLACED}


def test_of_two_open_papers_the_newer_goes_on(both, module):
    for person, day in ((both[0], 1), (both[1], 2)):
        complete(person, *module.live_lessons(), at=later(days=day))
        take_assessment(learner=person, module=module, at=later(days=day))
    unite(both)
    assert Attempt.objects.open().get().started_at == later(days=2)
    assert sorted(Attempt.objects.filter(learner=both[0]).values_list("number", flat=True)) == [1, 2]


def test_no_word_of_the_log_is_lost(both, module):
    lesson, block = module.live_lessons()[0], "11111111-2222-3333-4444-555555555555"
    for person, text, day in ((both[0], "Second thought", 5), (both[1], "First thought", 1)):
        learning_log.write_entry(learner=person, lesson=lesson, block_id=block, text=text, at=later(days=day))
    unite(both)
    assert learning_log.read(LogEntry.objects.get()) == "First thought\n\nSecond thought"


def test_the_figures_still_agree(both, module):
    for person, day in ((both[0], 9), (both[1], 3)):
        complete(person, *module.live_lessons(), at=later(days=day))
        sit(person, module, at=later(days=day))
    aggregates.refresh(at=later(days=20))
    unite(both)
    with time_machine.travel(later(days=31)):
        call_command("check_progress")
        call_command("check_figures")
