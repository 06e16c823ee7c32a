"""A list, its preview, and only then the invitations."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coordination import actions, forms
from coordination.models import CohortMember, Invitation
from coordination.reading import Row
from mail.models import Message, Purpose
from tests.coordination.conftest import AT, invite


@pytest.fixture
def coordinating(browse, coordinator):
    return browse(coordinator)


@pytest.fixture
def form(council):
    return reverse("coordination:invite", args=[council.slug])


def preview(client, form, text, **data):
    return client.post(form, {"people": text} | data)


def sealed(response):
    return re.search(r'name="sealed" value="([^"]+)"', response.content.decode())[1]


def confirm(client, form, value):
    return client.post(form.replace("/new/", "/confirm/"), {"sealed": value}, follow=True)


def test_a_preview_stores_and_sends_nothing(coordinating, form):
    page = preview(coordinating, form, "nina@new.example, Nina New")
    assert page.status_code == 200
    assert "nina@new.example" in page.content.decode()
    assert not Invitation.objects.exists()
    assert not Message.objects.exists()


def test_what_was_confirmed_is_invited(coordinating, form, cohort, council, coordinator):
    page = preview(coordinating, form, "nina@new.example, Nina New", cohort=cohort.pk)
    assert "1 invitation sent." in confirm(coordinating, form, sealed(page)).content.decode()
    invitation = Invitation.objects.get()
    assert (invitation.email, invitation.name, invitation.cohort, invitation.invited_by) == (
        "nina@new.example",
        "Nina New",
        cohort,
        coordinator,
    )
    message = Message.objects.get(to="nina@new.example")
    assert (message.purpose, message.context) == (Purpose.SERVICE, {"invitation": str(invitation.pk)})


def test_a_second_click_invites_nobody_twice(coordinating, form):
    value = sealed(preview(coordinating, form, "nina@new.example"))
    confirm(coordinating, form, value)
    assert "had been invited already" in confirm(coordinating, form, value).content.decode()
    assert Invitation.objects.count() == Message.objects.count() == 1


def test_one_wrong_line_keeps_all_of_a_list_out_and_is_named(coordinating, form):
    page = preview(coordinating, form, "nina@new.example\nnot an address\nolly@new.example, Olly (Blue)")
    words = page.content.decode()
    assert page.status_code == 422
    assert "<strong>Line 2:</strong> “not an address” is not an email address." in words
    assert "<strong>Line 3:</strong> “Olly (Blue)” is not only a name" in words
    assert "Put 2 lines right" in words
    assert "sealed" not in words
    assert not Invitation.objects.exists()


def test_a_column_with_a_party_is_refused_in_words(coordinating, form):
    file = SimpleUploadedFile("members.csv", b"email,Political Group\nnina@new.example,Blue\n")
    page = coordinating.post(form, {"file": file})
    assert page.status_code == 422
    assert "never holds a party or political group" in page.content.decode()
    assert "Blue" not in page.content.decode()


def test_columns_that_are_not_read_are_told(coordinating, form):
    file = SimpleUploadedFile("members.csv", b"email,Telephone\nnina@new.example,0123\n")
    page = coordinating.post(form, {"file": file}).content.decode()
    assert "Not read: Telephone" in page
    assert "0123" not in page


@pytest.mark.parametrize(
    "data",
    [{}, {"people": " \n"}, {"people": "a@x.gov.uk", "file": b"b@x.gov.uk"}, {"file": b""}, {"file": b"PK\x03\x04"}],
)
def test_one_list_is_needed_and_one_only(coordinating, form, data):
    if "file" in data:
        data = data | {"file": SimpleUploadedFile("list.csv", data["file"])}
    assert coordinating.post(form, data).status_code == 422


def test_more_than_a_megabyte_is_refused(coordinating, form):
    file = SimpleUploadedFile("list.csv", b"a@x.gov.uk\n" * 100_000)
    assert "larger than 1 MB" in coordinating.post(form, {"file": file}).content.decode()


def test_who_is_left_out_is_told_and_why(coordinating, form, council, coordinator, learner):
    invite(council, coordinator, "olly@new.example", at=AT)
    page = preview(
        coordinating, form, f"nina@new.example\nNINA@new.example\nolly@new.example\n{learner.email}"
    ).content.decode()
    assert "Twice in this list: see line 1" in page
    assert "Invited already, on 8 June 2026" in page
    assert "With your organisation here already" in page


def test_an_account_elsewhere_is_not_given_away(coordinating, form, stranger):
    page = preview(coordinating, form, f"{stranger.email}\nnobody@elsewhere.gov.uk").content.decode()
    assert page.count("Invited</strong>") == 2


def test_who_declined_is_not_asked_again_and_nobody_is_told_that_they_did(coordinating, form, council, coordinator):
    actions.decline(invitation=invite(council, coordinator, "olly@new.example"), at=AT)
    page = preview(coordinating, form, "olly@new.example").content.decode()
    assert "Invited before. They can be invited again from 6 September 2026" in page
    assert "eclin" not in page


def test_who_is_here_already_joins_the_cohort_and_is_told(coordinating, form, cohort, learner):
    page = preview(coordinating, form, learner.email, cohort=cohort.pk)
    confirm(coordinating, form, sealed(page))
    assert CohortMember.objects.get().person == learner
    assert Message.objects.get(template="cohort_added").to == learner.email
    assert not learner.enrolments.exists()


def test_a_confirmed_second_address_counts_too(coordinating, form, learner):
    EmailAddress.objects.create(user=learner, email="lena@home.example", verified=True)
    assert "here already" in preview(coordinating, form, "lena@home.example").content.decode()


def test_a_preview_is_its_makers_alone_and_unchanged(browse, coordinator, form, other_coordinator, other_council):
    value = sealed(preview(browse(coordinator), form, "nina@new.example"))
    confirm(browse(coordinator), form, value[:-2] + "xx")
    confirm(browse(other_coordinator), reverse("coordination:invite", args=[other_council.slug]), value)
    assert not Invitation.objects.exists()


def test_a_preview_grows_old(coordinating, form, monkeypatch):
    value = sealed(preview(coordinating, form, "nina@new.example"))
    monkeypatch.setattr(forms, "PREVIEW_LASTS", -1)
    assert "more than an hour old" in confirm(coordinating, form, value).content.decode()
    assert not Invitation.objects.exists()


def test_an_organisation_that_has_ended_invites_nobody(coordinating, form, council):
    council.ends_on = AT.date()
    council.save()
    page = preview(coordinating, form, "nina@new.example")
    assert "nobody can be invited to it any more" in page.content.decode()


def test_another_organisations_cohort_is_refused_below_the_form(other_council, other_coordinator, cohort):
    with pytest.raises(ValueError):
        actions.invite(
            organisation=other_council, rows=[Row(1, "a@x.gov.uk")], cohort=cohort, by=other_coordinator, at=AT
        )


cells = st.sampled_from(
    ["email", "name", "party", "a@x.gov.uk", "b@x.gov.uk", "Ann", "=cmd", '"', "<", "é", "\x00", "a@", ""]
) | st.text(max_size=5)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(table=st.lists(st.lists(cells, max_size=3).map(",".join), max_size=4).map("\n".join), as_file=st.booleans())
def test_whatever_is_sent_is_previewed_whole_or_refused_whole(coordinating, form, table, as_file):
    data = (
        {"file": SimpleUploadedFile("x.csv", table.encode("utf-8", "surrogatepass"))} if as_file else {"people": table}
    )
    response = coordinating.post(form, data)
    assert response.status_code in (200, 422)
    assert ("sealed" in response.content.decode()) <= (response.status_code == 200)
    assert not Invitation.objects.exists()
