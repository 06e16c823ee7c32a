"""The audit log holds what the service promises: sign-ins, refusals, changes of duties, exports, erasures; never a name or secret."""

import pytest
from django.test import Client

from audit.models import Event
from people import actions, privacy
from people.permissions import ANALYSTS, is_administrator
from tests.cast import JOINED_AT
from tests.people.conftest import ask, code_in_the_mail, sign_in  # noqa: F401


def events(**about):
    return set(Event.objects.filter(**about).values_list("name", flat=True))


def test_sign_ins_refused_codes_and_sign_outs(ask, sign_in, learner):  # noqa: F811
    browser = Client()
    ask(browser, learner.email)
    browser.post("/sign-in/code/", {"code": "XXXXXX"})
    sign_in(learner.email).post("/sign-out/")
    assert {"people.sign_in", "people.sign_out"} <= events(actor=learner.pk)
    assert "people.code_refused" in events()


@pytest.mark.parametrize("who", ["learner", "coordinator", "stranger"])
def test_a_refusal_names_who_and_which_door(client, who, request):
    person = request.getfixturevalue(who)
    client.force_login(person)
    assert client.get("/figures/").status_code == 403
    refused = Event.objects.get(name="people.denied")
    assert (refused.actor, refused.detail) == (person.pk, {"door": "reports:overview", "method": "GET"})


@pytest.mark.parametrize(
    ("who", "place", "leads_to"), [("editor", "/cms/users/", "/cms/"), ("learner", "/cms/", "/sign-in/?next=/cms/")]
)
def test_the_cms_refuses_by_a_way_back_and_is_recorded_alike(client, who, place, leads_to, request):
    person = request.getfixturevalue(who)
    client.force_login(person)
    assert client.get(place).headers["Location"] == leads_to
    refused = Event.objects.get(name="people.denied")
    assert (refused.actor, refused.detail["method"]) == (person.pk, "GET")
    assert refused.detail["door"] in {"wagtailusers_users:index", "wagtailadmin_home"}


def test_and_says_so_on_the_next_page(client, editor):
    client.force_login(editor)
    client.get("/cms/users/")
    assert "you do not have permission to access this area" in client.get("/cms/").text


def test_being_led_on_in_the_cms_is_no_refusal(client, administrator, learner):
    client.force_login(administrator)
    edited = {"name": "Lena", "is_active": "on", "groups": []}
    assert client.post(f"/cms/users/edit/{learner.pk}/", edited).status_code == 302
    assert "people.denied" not in events()


def test_a_page_that_opens_is_no_refusal(client, learner):
    client.force_login(learner)
    client.get("/your-account/")
    assert "people.denied" not in events()


def test_whoever_is_not_signed_in_is_led_to_the_door_and_not_recorded(client, db):
    client.get("/figures/")
    assert not Event.objects.exists()


def test_changes_of_duties(learner, council, administrator):
    by_and_at = {"by": administrator, "at": JOINED_AT}
    actions.appoint(user=learner, group=ANALYSTS, **by_and_at)
    actions.dismiss(user=learner, group=ANALYSTS, **by_and_at)
    grant = actions.appoint_coordinator(user=learner, organisation=council, **by_and_at)
    actions.end_grant(grant=grant, **by_and_at)
    actions.set_active(user=learner, is_active=False, **by_and_at)
    wanted = {"people.appoint", "people.dismiss", "people.grant", "people.end_grant", "people.set_active"}
    assert wanted <= events(actor=administrator.pk, subject=str(learner.pk))
    assert is_administrator(administrator)


def test_exports_and_erasures_leave_nothing_by_name(client, learner):
    client.force_login(learner)
    client.post("/your-account/data/")
    privacy.erase_all(learner, at=JOINED_AT, keep_verifiable=False)
    assert {"people.export", "people.erase"} <= events(subject=str(learner.pk))
    written = str(list(Event.objects.values()))
    assert not any(word in written for word in ("lena", "Lena", "testham.gov.uk", "127.0.0.1"))
