"""The operators’ desk: who may come in, what is found, what is done there and recorded, and whose former name is not shown."""

import pytest
from django.contrib.auth.models import Permission

from audit.models import Event
from certificates import actions
from certificates.models import Certificate
from mail.models import Message
from people import actions as people
from tests.cast import administrator, analyst, coordinator, council, editor, publisher
from tests.curriculum import AT

__all__ = ["administrator", "analyst", "coordinator", "council", "editor", "publisher"]
pytestmark = pytest.mark.django_db
DESK = "/cms/certificates/"


@pytest.fixture
def desk(client, administrator):
    client.force_login(administrator, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def corrected(certificate, learner):
    """One whose name was corrected."""
    people.confirm_name(user=learner, name="Ada Rowan", at=AT)
    for held in list(Certificate.objects.current().filter(learner=learner)):
        actions.correct_name(certificate=held, at=AT)
    certificate.refresh_from_db()
    return certificate


def page(desk, certificate):
    return desk.get(f"{DESK}{certificate.pk}/").text


def act(desk, certificate, name, **data):
    return desk.post(f"{DESK}{certificate.pk}/{name}/", data)


@pytest.mark.parametrize("who", ["learner", "coordinator", "analyst", "editor", "publisher"])
@pytest.mark.parametrize("place", ["", "batches/", "batches/award/", "batches/print/"])
def test_only_administrators_come_in(client, request, who, place):
    client.force_login(request.getfixturevalue(who), backend="django.contrib.auth.backends.ModelBackend")
    assert client.get(DESK + place).status_code in (302, 403)


def test_nobody_else_revokes(client, publisher, certificate):
    client.force_login(publisher, backend="django.contrib.auth.backends.ModelBackend")
    act(client, certificate, "revoke", reason="x")
    certificate.refresh_from_db()
    assert certificate.revoked_at is None


@pytest.mark.parametrize("by", ["code", "name", "address"])
def test_it_is_found(desk, certificate, by):
    typed = {"code": certificate.code.lower().replace("-", " "), "name": "ada la", "address": certificate.learner.email}
    assert certificate.code in desk.get(DESK, {"q": typed[by]}).text
    assert certificate.code not in desk.get(DESK, {"q": "somebody else"}).text


@pytest.mark.parametrize(("state", "shown"), [("valid", True), ("revoked", False)])
def test_states_are_filtered(desk, certificate, state, shown):
    assert (certificate.code in desk.get(DESK, {"state": state}).text) is shown


@pytest.mark.parametrize(("document", "shown"), [("due", True), ("problem", True), ("stored", False)])
def test_what_could_not_be_made_is_found(desk, certificate, document, shown):
    Certificate.objects.filter(pk=certificate.pk).update(render_problem="OSError: No space left", render_attempts=3)
    assert (certificate.code in desk.get(DESK, {"document": document}).text) is shown
    assert "Tried 3 times; the last time: <code>OSError: No space left</code>" in page(desk, certificate)


def test_its_documents_and_history_are_shown(desk, rendered):
    shown = page(desk, rendered)
    assert rendered.documents.get().sha256[:16] in shown
    assert "certificates.issue" in shown
    assert "The holder" in shown


def test_a_revocation_needs_a_reason_and_is_recorded(desk, certificate, administrator):
    assert act(desk, certificate, "revoke").status_code == 422
    act(desk, certificate, "revoke", reason="Taken by somebody else")
    certificate.refresh_from_db()
    assert certificate.revoked_reason == "Taken by somebody else"
    assert Event.objects.get(name="certificates.revoke").actor == administrator.pk
    assert administrator.email in page(desk, certificate)


def test_issued_again_it_has_a_new_code_and_the_same_facts(desk, certificate, administrator):
    act(desk, certificate, "reissue")
    certificate.refresh_from_db()
    new = certificate.replaced_by
    assert (new.name, new.awarded_on, new.title) == (certificate.name, certificate.awarded_on, certificate.title)
    assert Event.objects.get(name="certificates.replace").actor == administrator.pk
    act(desk, certificate, "reissue")
    assert Certificate.objects.filter(title=certificate.title, kind="module").count() == 2


def test_the_holder_is_told_again(desk, rendered):
    act(desk, rendered, "resend")
    assert Message.objects.filter(template="certificate_ready", context={"certificate": rendered.pk}).count() == 2
    assert Event.objects.filter(name="certificates.resend", subject=rendered.code).exists()


def test_a_failed_document_is_tried_without_its_pause(desk, certificate):
    Certificate.objects.filter(pk=certificate.pk).update(render_after="2099-01-01T00:00Z", render_attempts=9)
    act(desk, certificate, "try-again")
    assert certificate in Certificate.objects.due(AT)


def test_a_former_name_is_hidden_here_too_and_finds_nothing(desk, corrected):
    assert "Ada Larch" not in page(desk, corrected)
    assert "Ada Larch" not in desk.get(DESK).text
    assert corrected.code not in desk.get(DESK, {"q": "Ada Larch"}).text
    assert corrected.replaced_by.code not in page(desk, corrected)
    assert corrected.learner.email not in page(desk, corrected)


def test_the_named_permission_shows_it(desk, corrected, administrator):
    administrator.user_permissions.add(Permission.objects.get(codename="view_former_name"))
    assert "Ada Larch" in page(desk, corrected)
    assert corrected.code in desk.get(DESK, {"q": "Ada Larch"}).text


def test_a_get_changes_nothing(desk, certificate):
    for name in ("revoke", "reissue", "resend", "try-again"):
        assert desk.get(f"{DESK}{certificate.pk}/{name}/").status_code == 405


def test_how_long_they_last_is_set_by_administrators(desk, course):
    desk.post("/cms/certificate-validity/new/", {"course": course.pk, "months": 24})
    assert course.certificate_validity.months == 24
    assert desk.post("/cms/certificate-validity/new/", {"course": course.pk, "months": 1}).status_code == 200
