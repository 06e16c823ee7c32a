"""People in the CMS: groups and open or closed, recorded; nobody is added, deleted, renamed into somebody else or changed in bulk."""

import pytest
from django.contrib.auth.models import Group

from audit.models import Event
from people import privacy
from people.models import User
from people.permissions import ADMINISTRATORS, AUTHORS
from tests.cast import JOINED_AT


@pytest.fixture
def cms(client, administrator):
    client.force_login(administrator)
    return client


@pytest.fixture
def root_cms(client, db):
    client.force_login(User.objects.create_superuser("root@programme.gov.uk"))
    return client


def edit(client, person, **values):
    data = {"name": person.name, "is_active": "on", "groups": [], **values}
    return client.post(f"/cms/users/edit/{person.pk}/", data)


def groups(*names):
    return [Group.objects.get(name=name).pk for name in names]


def test_the_list_finds_people_by_name_and_address(cms, learner, stranger):
    assert "Lena Learner" in cms.get("/cms/users/", {"q": "lena"}).content.decode()
    assert "Stan" not in cms.get("/cms/users/", {"q": "testham"}).content.decode()


def test_who_is_gone_is_not_listed(cms, learner):
    privacy.erase_all(learner, at=JOINED_AT)
    assert "erased-" not in cms.get("/cms/users/").content.decode()


def test_the_list_can_be_narrowed_to_a_group(cms, learner, editor):
    page = cms.get("/cms/users/", {"groups": groups(AUTHORS)}).content.decode()
    assert "Edie Editor" in page
    assert "Lena Learner" not in page


def test_an_administrator_gives_and_takes_duties(cms, learner, administrator):
    assert edit(cms, learner, groups=groups(AUTHORS)).status_code == 302
    assert [group.name for group in learner.groups.all()] == [AUTHORS]
    edit(cms, learner)
    assert not learner.groups.exists()
    names = Event.objects.filter(subject=str(learner.pk), actor=administrator.pk).values_list("name", flat=True)
    assert {"people.appoint", "people.dismiss"} <= set(names)


@pytest.mark.parametrize("name", ["", " ", "<b>Lena</b>", "12"])
def test_a_name_that_stands_on_certificates_stays_a_name(cms, learner, name):
    assert edit(cms, learner, name=name).status_code == 200
    learner.refresh_from_db()
    assert learner.name == "Lena Learner"


def test_who_has_given_no_name_yet_still_gets_duties(cms, learner):
    User.objects.filter(pk=learner.pk).update(name="", name_confirmed_at=None)
    assert edit(cms, learner, name="", groups=groups(AUTHORS)).status_code == 302
    learner.refresh_from_db()
    assert learner.name_confirmed_at is None


def test_who_is_gone_cannot_be_opened_again(cms, learner):
    privacy.erase_all(learner, at=JOINED_AT)
    assert edit(cms, learner).status_code == 404
    learner.refresh_from_db()
    assert not learner.is_active


def test_the_address_cannot_be_changed_here(cms, learner):
    edit(cms, learner, email="evil@example.org", is_superuser="on", password1="x", password2="x")
    learner.refresh_from_db()
    assert (learner.email, learner.is_superuser) == ("lena@testham.gov.uk", False)
    assert not learner.has_usable_password()


def test_an_account_is_closed_here(cms, learner):
    edit(cms, learner, is_active="")
    learner.refresh_from_db()
    assert not learner.is_active


def test_nobody_locks_themselves_out(cms, administrator):
    assert edit(cms, administrator, is_active="").status_code == 200
    edit(cms, administrator, is_active="", groups=groups(ADMINISTRATORS))
    administrator.refresh_from_db()
    assert administrator.is_active
    assert administrator.groups.filter(name=ADMINISTRATORS).exists()


@pytest.mark.parametrize("place", ["/cms/users/new/", "/cms/users/add/", "/cms/users/delete/{}/"])
def test_nobody_is_added_or_deleted_here(root_cms, learner, place):
    place = place.format(learner.pk)
    assert root_cms.get(place).status_code == root_cms.post(place).status_code == 404


@pytest.mark.parametrize("change", ["delete", "set_active_state", "assign_role"])
def test_nobody_is_changed_in_bulk(root_cms, learner, change):
    data = {"mark_as_active": "False", "role": groups(AUTHORS)[0]}
    root_cms.post(f"/cms/bulk/people/user/{change}/?id={learner.pk}", data)
    learner.refresh_from_db()
    assert learner.is_active
    assert not learner.groups.exists()


@pytest.mark.parametrize("who", ["editor", "publisher"])
def test_editors_do_not_manage_people(client, request, learner, who):
    client.force_login(request.getfixturevalue(who))
    assert client.get("/cms/users/").status_code == 302
    edit(client, learner, groups=groups(ADMINISTRATORS))
    assert not learner.groups.exists()


@pytest.mark.parametrize("who", ["learner", "coordinator", "analyst"])
def test_others_have_no_cms(client, request, who):
    client.force_login(request.getfixturevalue(who))
    assert client.get("/cms/").status_code == 302


def test_the_cms_has_no_account_page_of_its_own(cms):
    assert cms.get("/cms/account/").headers["Location"] == "/your-account/"
