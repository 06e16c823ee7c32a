"""The first page of the CMS: what waits for whoever opens it, by what they may do, for a number of queries that pages do not move.

Seen to fail: with drafts read one by one.
"""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from courses.models import ModulePage
from feedback.models import Kind, Remark, State
from home import desk
from people.permissions import ADMINISTRATORS, ANALYSTS, AUTHORS, MODERATORS, PUBLISHERS
from tests.courses.editing import changed_form, sign_in
from tests.courses.pages import load_sound, the_lesson
from tests.curriculum import AT, build_module, later

START = reverse("wagtailadmin_home")
WRITES = ["Your drafts", "Checks on your pages", "What people reported", "Reviews due"]


@pytest.fixture
def content(db, time_machine, settings):
    settings.REFUSE_UNSOUND_PAGES = True
    time_machine.move_to(AT)
    load_sound()


@pytest.fixture
def author(content, client):
    return sign_in(client, AUTHORS)


def parts(person):
    return {part.title: part for part in desk.parts(person, on=timezone.localdate())}


def draft(person, page, **changes):
    for name, value in changes.items():
        setattr(page, name, value)
    page.save_revision(user=person)


def submit(client, page, **changes):
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    client.post(address, changed_form(client, page, **changes) | {"action-submit": "1"})


def report(page, state=State.PASSED_ON, text="The year is wrong."):
    return Remark.objects.create(
        kind=Kind.PROBLEM, page=page, page_title=page.title, text=text, sent_on=timezone.localdate(), state=state
    )


@pytest.mark.parametrize(
    ("groups", "expected"),
    [
        ((AUTHORS,), WRITES),
        ((PUBLISHERS,), ["Waiting for your approval", *WRITES]),
        (
            (ADMINISTRATORS,),
            [
                "Waiting for your approval",
                WRITES[0],
                "People who wait",
                *WRITES[1:3],
                "Waiting to be screened",
                WRITES[3],
            ],
        ),
        ((MODERATORS,), ["Waiting to be screened"]),
        ((AUTHORS, MODERATORS), [*WRITES[:3], "Waiting to be screened", WRITES[3]]),
        ((ANALYSTS,), []),
    ],
)
def test_what_stands_there_follows_what_one_may_do(content, client, groups, expected):
    assert list(parts(sign_in(client, *groups))) == expected


@pytest.mark.parametrize("group", [AUTHORS, PUBLISHERS, ADMINISTRATORS, MODERATORS])
def test_where_nothing_waits_each_part_says_so_and_leads_on(content, client, group):
    person = sign_in(client, group)
    page = client.get(START).text
    for part in parts(person).values():
        assert (part.count, part.lines) == (0, ())
        assert part.nothing in page
    assert reverse("courses:guide") in page
    assert "Wagtail" not in page.split("<main")[1].split("<script")[0]


def test_a_moderator_is_shown_no_way_to_what_is_not_theirs(content, client):
    sign_in(client, MODERATORS)
    page = client.get(START).text
    assert "Start a module" not in page
    assert reverse("courses:import") not in page
    assert 'role="search"' not in page


def test_a_draft_is_shown_with_how_far_it_has_come(author, client):
    draft(author, the_lesson(), title="A better title")
    (line,) = parts(author)["Your drafts"].lines
    assert (line.title, line.said) == ("A better title", "Not sent for approval yet")
    submit(client, the_lesson(), title="A better title")
    assert parts(author)["Your drafts"].lines[0].said == "Waits for approval"


def test_what_was_sent_back_comes_first_with_what_was_said_of_it(author, client):
    submit(client, the_lesson(), title="Proposed")
    sign_in(client, PUBLISHERS)
    state = the_lesson().current_workflow_task_state
    address = reverse("wagtailadmin_pages:workflow_action", args=[the_lesson().pk, "reject", state.pk])
    client.post(address, {"comment": "Name the year."})
    draft(author, the_lesson("m01/l02"), title="Later")
    first, second = parts(author)["Your drafts"].lines
    assert (first.title, first.said, first.presses) == ("Proposed", "Sent back: Name the year.", True)
    assert second.title == "Later"


def test_a_publisher_sees_what_waits_and_who_sent_it(author, client):
    submit(client, the_lesson(), title="Proposed")
    publisher = sign_in(client, PUBLISHERS)
    waiting = parts(publisher)["Waiting for your approval"]
    assert (waiting.count, waiting.lines[0].title) == (1, "Proposed")
    assert waiting.lines[0].said == f"Sent 5 October 2026 by {author}"
    assert waiting.lines[0].url == reverse("wagtailadmin_pages:edit", args=[the_lesson().pk])


def test_what_the_rules_say_is_of_ones_own_pages_and_afresh_after_each_draft(author, client):
    assert parts(author)["Checks on your pages"].count == 0
    draft(author, the_lesson(), summary="")
    checks = parts(author)["Checks on your pages"]
    assert (checks.count, checks.lines[0].title) == (1, "Lesson l01")
    assert "1 in all content" in checks.more.title
    assert parts(sign_in(client, PUBLISHERS))["Checks on your pages"].count == 0


def test_problems_on_ones_own_pages_come_first(author):
    report(the_lesson("m02/l01"), text="Elsewhere.")
    report(the_lesson(), text="Here.", state=State.IN_HAND)
    report(the_lesson(), text="Not screened.", state=State.RECEIVED)
    report(the_lesson(), text="Done.", state=State.MENDED)
    draft(author, the_lesson(), title="Mine")
    reported = parts(author)["What people reported"]
    assert [line.title for line in reported.lines] == ["Here.", "Elsewhere."]
    assert reported.lines[0].said.endswith("a page of yours")


def test_a_moderator_sees_what_is_to_be_screened(content, client):
    report(the_lesson(), text="Not screened.", state=State.RECEIVED)
    report(the_lesson(), text="Passed on.")
    (line,) = parts(sign_in(client, MODERATORS))["Waiting to be screened"].lines
    assert line.title == "Not screened."


def test_a_review_that_is_due_is_shown(author):
    ModulePage.objects.filter(code="m01").update(review_on=later(days=-1).date())
    due = parts(author)["Reviews due"]
    assert (due.count, due.lines[0].title, due.lines[0].presses) == (1, "Module m01", True)


def test_an_administrator_sees_who_waits(content, client, learner):
    learner.memberships.update(standing="pending")
    (line,) = parts(sign_in(client, ADMINISTRATORS))["People who wait"].lines
    assert (line.title, line.url) == ("1 person whose organisation is to be confirmed", reverse("people:approvals"))


def test_a_module_is_started_where_modules_are(author, client):
    way = next(way for way in desk.ways(author) if way.title == "Start a module")
    assert client.get(way.url).status_code == 200


def asked(client):
    client.get(START)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(START).status_code == 200
    return len(captured)


def test_many_pages_drafts_problems_and_reviews_cost_no_more_queries_than_few(content, client, settings):
    settings.REFUSE_UNSOUND_PAGES = False
    person = sign_in(client, ADMINISTRATORS)
    submit(client, the_lesson(), title="Sent")
    report(the_lesson())
    few = asked(client)
    for module in [build_module(lessons=4, owner=person, review_on=later(days=3).date()) for _ in range(2)]:
        report(module)
        for lesson in module.lessons():
            draft(person, lesson, title="Changed")
            lesson.get_workflow().start(lesson, person)
    assert asked(client) == few
    assert [parts(person)[title].count for title in ("Your drafts", "Reviews due")] == [9, 2]
