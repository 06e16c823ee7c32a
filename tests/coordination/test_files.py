"""Files of people: who may have one, what is in it, and that it waits for nobody but its owner, for a day."""

import csv
import io
from datetime import timedelta

import openpyxl
import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from audit.models import Event
from coordination import files, tasks
from coordination.models import PeopleFile
from coordination.permissions import can_export
from coordination.rules import COLUMNS
from people import actions as people
from people.privacy import erase_all
from progress.readonly import reading
from tests.coordination.conftest import AT

pytestmark = pytest.mark.django_db


@pytest.fixture
def exporter(coordinator, administrator):
    """A coordinator with the right of its own."""
    files.give_right(grant=coordinator.grants.get(), by=administrator, at=AT)
    return coordinator


@pytest.fixture
def prepared(exporter, council, learner):
    """`prepared(kind)`: asked for and prepared by the schedule, as without a broker."""

    def make(kind="csv", **chosen):
        file = files.ask(organisation=council, kind=kind, chosen=chosen, by=exporter, at=timezone.now())
        tasks.sweep()
        file.refresh_from_db()
        return file

    return make


def place(name, council, *more):
    return reverse(f"coordination:{name}", args=[council.slug, *more])


def fetch(client, council, file):
    return client.post(place("fetch", council, file.pk))


def test_seeing_people_is_not_taking_them_away(browse, coordinator, council):
    client = browse(coordinator)
    assert client.get(place("people", council)).status_code == 200
    assert "needs a right of its own" in client.get(place("people", council)).content.decode()
    assert client.get(place("files", council)).status_code == 403
    assert client.post(place("export", council)).status_code == 403


def test_only_administrators_give_the_right_and_it_is_recorded(browse, coordinator, council, administrator, analyst):
    grant = coordinator.grants.get()
    address = reverse("coordination:change-right", args=[grant.pk])
    for person in (coordinator, analyst):
        assert browse(person).post(address, {"allow": "yes"}).status_code == 403
        assert browse(person).get(reverse("coordination:rights")).status_code == 403
    client = browse(administrator)
    assert "Cora Coordinator" in client.get(reverse("coordination:rights")).content.decode()
    client.post(address, {"allow": "yes"})
    assert can_export(coordinator, council)
    client.post(address, {"allow": "no"})
    assert not can_export(coordinator, council)
    assert Event.objects.filter(name__in=["coordination.give_download", "coordination.take_download"]).count() == 2


def test_the_whole_way_on_the_pages(browse, exporter, council, learner):
    client = browse(exporter)
    assert "being prepared" in client.post(place("export", council), {"kind": "xlsx"}, follow=True).content.decode()
    tasks.sweep()
    file = PeopleFile.objects.get()
    assert place("fetch", council, file.pk) in client.get(place("files", council)).content.decode()
    response = fetch(client, council, file)
    rows = list(openpyxl.load_workbook(io.BytesIO(response.content)).active.iter_rows(values_only=True))
    assert rows[0] == COLUMNS
    assert [row[0] for row in rows[1:]] == ["Cora Coordinator", "Lena Learner"]
    assert response["Content-Disposition"].endswith('.xlsx"')
    assert "no-store" in response["Cache-Control"]


def test_what_was_done_is_recorded_without_a_name(browse, prepared, exporter, council):
    fetch(browse(exporter), council, prepared())
    found = {event.name: event.detail for event in Event.objects.filter(actor=exporter.pk, subject=council.slug)}
    assert found["coordination.ask_file"] == {"kind": "csv"}
    assert found["coordination.prepare_file"] == {"kind": "csv", "lines": 2}
    assert found["coordination.export"] == {"lines": 2}


def test_the_filter_of_the_page_is_the_filter_of_the_file(prepared):
    assert prepared(state="completed").lines == 0
    assert prepared(state="nonsense").lines == 2
    assert prepared(cohort="9" * 40).lines == 2


@pytest.mark.parametrize("who", ["colleague", "analyst", "administrator", "other_coordinator", "second"])
def test_nobody_else_fetches_a_file(browse, prepared, council, request, who, learner, administrator):
    file = prepared()
    if who == "second":
        people.appoint_coordinator(user=learner, organisation=council, by=None, at=AT)
        files.give_right(grant=learner.grants.get(), by=administrator, at=AT)
        assert fetch(browse(learner), council, file).status_code == 404
    else:
        assert fetch(browse(request.getfixturevalue(who)), council, file).status_code in (403, 404)


def test_a_file_is_not_there_below_another_organisation(browse, prepared, exporter, other_council):
    file = prepared()
    people.appoint_coordinator(user=exporter, organisation=other_council, by=None, at=AT)
    files.give_right(grant=exporter.grants.get(organisation=other_council), by=None, at=AT)
    assert fetch(browse(exporter), other_council, file).status_code == 404


def lose_the_right(coordinator, administrator):
    files.take_right(grant=coordinator.grants.get(), by=administrator, at=AT)


def lose_the_grant(coordinator, administrator):
    people.end_grant(grant=coordinator.grants.get(), by=administrator, at=AT)


@pytest.mark.parametrize("lose", [lose_the_right, lose_the_grant])
def test_a_withdrawn_right_holds_before_the_file_is_prepared_and_after(
    browse, prepared, exporter, council, administrator, lose
):
    ready = prepared()
    waiting = files.ask(organisation=council, kind="csv", chosen={}, by=exporter, at=timezone.now())
    client = browse(exporter)
    lose(exporter, administrator)
    assert fetch(client, council, ready).status_code == 403
    files.prepare(pk=waiting.pk, at=timezone.now())
    assert not PeopleFile.objects.filter(pk=waiting.pk).exists()


def test_a_file_is_gone_after_a_day(browse, prepared, exporter, council, time_machine):
    file = prepared()
    time_machine.move_to(file.expires_at + timedelta(seconds=1))
    assert fetch(browse(exporter), council, file).status_code == 404
    tasks.sweep()
    assert not PeopleFile.objects.exists()


def test_nobody_keeps_more_than_five(browse, exporter, council):
    client = browse(exporter)
    for _ in range(files.AT_ONCE):
        client.post(place("export", council))
    assert "five files already" in client.post(place("export", council), follow=True).content.decode()
    assert PeopleFile.objects.count() == files.AT_ONCE


def test_a_file_is_prepared_once(prepared, exporter, council, monkeypatch):
    file = prepared()
    monkeypatch.setattr(files, "_written", lambda *_: pytest.fail("prepared again"))
    files.prepare(pk=file.pk, at=timezone.now())
    assert Event.objects.filter(name="coordination.prepare_file").count() == 1


def test_what_fails_is_tried_three_times_and_then_says_so(browse, exporter, council, monkeypatch, caplog):
    def fail(*_):
        raise DatabaseError("canceling statement due to statement timeout of Lena Learner")

    monkeypatch.setattr(files, "_written", fail)
    file = files.ask(organisation=council, kind="csv", chosen={}, by=exporter, at=timezone.now())
    for step in range(5):
        files.prepare(pk=file.pk, at=timezone.now() + step * files.CLAIM)
    assert PeopleFile.objects.get().attempts == files.ATTEMPTS
    assert "Could not be prepared" in browse(exporter).get(place("files", council)).content.decode()
    assert "Lena" not in caplog.text


def test_somebody_who_is_erased_stands_in_no_file(prepared, learner, exporter):
    prepared()
    erase_all(learner, at=timezone.now())
    assert not PeopleFile.objects.exists()


def test_a_name_is_never_run_as_a_formula(prepared, learner):
    type(learner).objects.filter(pk=learner.pk).update(name="=HYPERLINK(1)")
    rows = list(csv.reader(io.StringIO(bytes(prepared().content).decode("utf-8-sig"))))
    assert "'=HYPERLINK(1)" in [row[0] for row in rows]


def test_a_file_of_a_demonstration_says_so(prepared, settings):
    settings.DEMONSTRATION = True
    assert b"SPECIMEN" in bytes(prepared().content)


def test_nothing_can_be_written_while_much_is_read(learner):
    with pytest.raises(DatabaseError), transaction.atomic(), reading(5):
        type(learner).objects.update(name="Changed")
    type(learner).objects.update(name="Changed")


@pytest.mark.postgres
def test_a_statement_that_goes_on_for_ever_is_ended(council):
    with pytest.raises(DatabaseError, match="statement timeout"), reading(0.1), connection.cursor() as cursor:
        cursor.execute("SELECT pg_sleep(5)")
