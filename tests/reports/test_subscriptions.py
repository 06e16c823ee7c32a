"""Reports by email: a link when it is due, while one may see it, until one stops it."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from mail.actions import send_due as send_mail
from mail.models import Message
from organisations.models import Pause
from people import actions as people
from people.privacy import erase_all
from reports import subscriptions
from reports.models import Every, Subscription

pytestmark = pytest.mark.django_db

AT = datetime(2026, 7, 15, 12, tzinfo=UTC)  # a Wednesday
MONDAY = datetime(2026, 7, 20, 7, 20, tzinfo=UTC)


@pytest.fixture
def figures(analyst, refreshed):
    refreshed()
    return subscriptions.subscribe(
        person=analyst, every=Every.WEEK, at=AT, table="regions", query="principle=p4&to=2026-07"
    )


@pytest.fixture
def page(coordinator, council):
    return subscriptions.subscribe(person=coordinator, every=Every.WEEK, at=AT, organisation=council)


def sent(mailoutbox, at=MONDAY):
    subscriptions.send_due(at=at)
    send_mail(at=at)
    return [(mail.to[0], mail.subject, mail.body) for mail in mailoutbox]


def link_in(body):
    return next(line for line in body.splitlines() if "/subscriptions/stop/" in line).split("localhost:8000")[1]


@given(st.dates(date(2026, 1, 1), date(2030, 1, 1)))
def test_the_next_day_is_the_first_after_today(today):
    week, month = (subscriptions.next_day(every, today) for every in (Every.WEEK, Every.MONTH))
    assert week.weekday() == 0
    assert 1 <= (week - today).days <= 7
    assert month.day == 5
    assert 1 <= (month - today).days <= 31


def test_a_report_is_a_link_to_what_was_asked_for_without_figures_or_names(figures, page, mailoutbox, learner, council):
    assert sent(mailoutbox, MONDAY - timedelta(days=1)) == []
    found = {to: (subject, body) for to, subject, body in sent(mailoutbox)}
    subject, body = found["ana@ministry.gov.uk"]
    assert subject == "Report: People and completions by region"
    assert "/figures/regions/?principle=p4\n" in body
    subject, body = found["cora@testham.gov.uk"]
    assert f"/coordination/{council.slug}/" in body
    assert "Lena" not in body


def test_it_comes_once_however_often_the_schedule_runs_and_however_late(figures, mailoutbox):
    assert len(sent(mailoutbox, MONDAY + timedelta(days=16))) == 1
    assert len(sent(mailoutbox, MONDAY + timedelta(days=16))) == 1
    figures.refresh_from_db()
    assert figures.next_on == date(2026, 8, 10)


def lose_the_group(analyst):
    people.dismiss(user=analyst, group="Analysts", by=None, at=AT)


def close_the_account(analyst):
    people.set_active(user=analyst, is_active=False, by=None, at=AT)


@pytest.mark.parametrize("lose", [lose_the_group, close_the_account])
def test_whoever_lost_the_right_gets_nothing_when_it_is_due_or_already_on_its_way(figures, mailoutbox, analyst, lose):
    subscriptions.send_due(at=MONDAY)
    lose(analyst)
    send_mail(at=MONDAY)
    assert mailoutbox == []
    assert sent(mailoutbox, MONDAY + timedelta(days=7)) == []
    assert not Subscription.objects.current().exists()


def test_a_coordinator_whose_grant_ended_gets_nothing(page, mailoutbox, coordinator, administrator):
    people.end_grant(grant=coordinator.grants.get(), by=administrator, at=AT)
    assert [subject for _, subject, _ in sent(mailoutbox)] == ["Coordinating Testham Borough Council"]  # that it ended


def test_a_pause_holds_coordinators_reports_and_leaves_one_and_no_backlog(page, figures, mailoutbox, council):
    Pause.objects.create(organisation=council, starts_on=MONDAY.date(), ends_on=MONDAY.date() + timedelta(days=15))
    assert [to for to, _, _ in sent(mailoutbox)] == ["ana@ministry.gov.uk"]
    sent(mailoutbox, MONDAY + timedelta(days=14))
    assert [to for to, _, _ in sent(mailoutbox, MONDAY + timedelta(days=17))].count("cora@testham.gov.uk") == 1


def test_the_link_in_the_message_shows_a_button_and_the_button_stops_it_without_signing_in(figures, mailoutbox, client):
    [(_, _, body)] = sent(mailoutbox)
    assert "Stop this report?" in client.get(link_in(body)).content.decode()
    assert Subscription.objects.current().exists()
    assert "no more" in client.post(link_in(body)).content.decode()
    assert not Subscription.objects.current().exists()
    assert client.post(link_in(body)).status_code == 200


@pytest.mark.parametrize("token", ["x", "MQ:1abc:def", "%00"])
def test_a_made_up_link_opens_nothing(client, token):
    assert client.post(f"/figures/subscriptions/stop/{token}/").status_code == 404


def test_asking_on_the_pages(client, analyst, refreshed):
    refreshed()
    client.force_login(analyst)
    address = reverse("reports:subscribe", args=["regions"]) + "?principle=p4&from=2026-07"
    assert client.get(address).status_code == 200
    assert client.post(address, {}).status_code == 422
    for every in ("month", "week"):
        response = client.post(address, {"every": every}, follow=True)
    assert "People and completions by region" in response.content.decode()
    kept = Subscription.objects.get()
    assert (kept.table, kept.query, kept.every) == ("regions", "principle=p4", "week")
    client.post(reverse("reports:unsubscribe", args=[kept.pk]))
    assert not Subscription.objects.current().exists()


def test_who_may_ask_for_what(client, coordinator, analyst, learner, council, other_council, refreshed):
    refreshed()
    table, own = (
        reverse("reports:subscribe", args=["regions"]),
        reverse("reports:subscribe-people", args=[council.slug]),
    )
    other = reverse("reports:subscribe-people", args=[other_council.slug])
    expected = {coordinator: (403, 302, 404), analyst: (302, 403, 403), learner: (403, 403, 403)}
    for person, codes in expected.items():
        client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
        assert tuple(client.post(address, {"every": "week"}).status_code for address in (table, own, other)) == codes
    assert client.get("/figures/subscriptions/").status_code == 403


def test_nobody_stops_anothers(client, figures, coordinator):
    client.force_login(coordinator)
    assert client.post(reverse("reports:unsubscribe", args=[figures.pk])).status_code == 404


@pytest.mark.parametrize("asked", ["nothing/", "regions/?region=Narnia", "types/?audience=councillor"])
def test_what_cannot_be_asked_is_not_found(client, analyst, refreshed, asked):
    refreshed()
    client.force_login(analyst)
    assert client.post(f"/figures/subscriptions/to/{asked}", {"every": "week"}).status_code == 404


def test_nobody_gets_more_than_twenty(analyst, refreshed, monkeypatch, client):
    refreshed()
    monkeypatch.setattr(subscriptions, "MOST", 1)
    client.force_login(analyst)
    client.post("/figures/subscriptions/to/regions/", {"every": "week"})
    assert (
        "Stop one of them first" in client.post("/figures/subscriptions/to/types/", {"every": "week"}).content.decode()
    )


def test_what_is_erased_is_sent_no_more(figures, analyst, mailoutbox):
    subscriptions.send_due(at=MONDAY)
    erase_all(analyst, at=AT)
    send_mail(at=MONDAY)
    assert mailoutbox == []
    assert not Subscription.objects.exists()
    assert not Message.objects.filter(template__startswith="report").exists()
