"""What is held about a person is declared, shown to them, and erased."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.apps import apps
from django.contrib.sessions.models import Session
from django.urls import reverse

from people import actions, addresses, checks, privacy
from people.models import Grant, Membership, Standing, User
from tests.cast import JOINED_AT


def test_every_model_with_a_person_is_declared():
    assert checks.every_model_with_a_person_is_declared(None) == []


def test_a_model_without_an_entry_fails_the_check(monkeypatch):
    without = tuple(entry for entry in privacy.whole_register() if entry.model != "people.Membership")
    monkeypatch.setattr(checks, "whole_register", lambda: without)
    found = checks.every_model_with_a_person_is_declared(None)
    assert any(one.id == "people.W001" and one.msg.startswith("people.Membership ") for one in found)


def test_every_entry_names_a_field_that_exists():
    for entry in privacy.whole_register():
        model = apps.get_model(entry.model)
        assert entry.field == "*" or model._meta.get_field(entry.field)
        assert all([entry.purpose, entry.basis, entry.retention])


def test_a_person_gets_what_is_held(learner):
    held = privacy.export(learner)
    assert held["email addresses"] == ["lena@testham.gov.uk"]
    assert held["memberships"][0]["organisation"] == "Testham Borough Council"


def test_what_is_held_says_yes_and_no_in_words(client, learner, monkeypatch):
    monkeypatch.setattr(privacy, "export_all", lambda person: {"assessment": {"passed": False, "right": True}})
    client.force_login(learner)
    page = " ".join(client.get(reverse("people:your-data")).text.split())
    assert "Passed: no" in page
    assert "Right: yes" in page


@pytest.mark.django_db
def test_erasing_leaves_a_tombstone(sign_in, coordinator, council):
    browser = sign_in(coordinator.email)
    privacy.erase(coordinator, at=JOINED_AT)
    tombstone = User.objects.get(pk=coordinator.pk)
    assert (tombstone.name, tombstone.is_active, tombstone.is_superuser) == ("", False, False)
    assert "cora" not in tombstone.email
    assert not EmailAddress.objects.filter(user=coordinator).exists()
    assert not Grant.objects.current().exists()
    assert Membership.objects.filter(user=coordinator, organisation=council).exists()
    assert "_auth_user_id" not in browser.session
    assert not any("cora" in str(session.get_decoded()) for session in Session.objects.all())


def test_who_is_gone_serves_nowhere_from_that_day_on(learner, coordinator, council):
    privacy.erase(learner, at=JOINED_AT + timedelta(days=9))
    membership = Membership.objects.get(user=learner)
    assert (membership.ends_on, membership.standing) == (JOINED_AT.date() + timedelta(days=9), Standing.FORMER)


def test_the_councils_sign_in_is_among_what_a_person_gets(learner):
    addresses.link(user=learner, provider="testham", uid="opaque-7", at=JOINED_AT)
    held = privacy.export(learner)
    assert [(one["organisation"], one["known there as"]) for one in held["council sign-ins"]] == [
        ("testham", "opaque-7")
    ]


def test_whoever_was_erased_may_come_again_as_somebody_new(learner):
    privacy.erase(learner, at=JOINED_AT)
    assert actions.join(email="lena@testham.gov.uk", at=JOINED_AT) != learner


def test_each_app_with_personal_data_is_found():
    assert {"people", "progress", "assessment"} <= {register.__name__.split(".")[0] for register in privacy.registers()}
