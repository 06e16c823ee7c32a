"""Cohorts: made, changed, closed, and who is in them."""

from datetime import date
from functools import partial

import pytest
from django.db import IntegrityError
from django.urls import reverse

from coordination import cohorts
from coordination.models import Cohort, CohortMember
from coordination.overview import lines
from mail.models import Message, Purpose
from tests.coordination.conftest import AT
from tests.racing import at_once


@pytest.fixture
def page(browse, coordinator, council, cohort):
    """Posts to one of the cohort's addresses, signed in as its coordinator."""

    def post(name, *more, data=None):
        return browse(coordinator).post(
            reverse(f"coordination:{name}", args=[council.slug, cohort.pk, *more]), data or {}
        )

    return post


def days(name, day):
    return dict(zip([f"{name}-day", f"{name}-month", f"{name}-year"], [day.day, day.month, day.year], strict=True))


def test_a_cohort_is_made_with_its_pathway_and_dates(browse, coordinator, council, course):
    data = {
        "name": "Directors",
        "course": course.pk,
        **days("starts_on", date(2027, 1, 4)),
        **days("due_on", date(2027, 3, 31)),
    }
    assert browse(coordinator).post(reverse("coordination:new-cohort", args=[council.slug]), data).status_code == 302
    made = Cohort.objects.get(name="Directors")
    assert (made.course, made.starts_on, made.due_on) == (course, date(2027, 1, 4), date(2027, 3, 31))


def test_its_form_warns_of_parties_and_has_no_field_for_one(browse, coordinator, council, course):
    words = browse(coordinator).get(reverse("coordination:new-cohort", args=[council.slug])).content.decode()
    assert "Never name a party or political group" in words


@pytest.mark.parametrize(
    "wrong",
    [{"name": ""}, {"course": ""}, {"course": "x"}, {"due_on-day": "31", "due_on-month": "2", "due_on-year": "2027"}],
)
def test_a_cohort_without_name_pathway_or_a_real_date_is_not_made(browse, coordinator, council, course, wrong):
    data = {"name": "Directors", "course": course.pk} | wrong
    assert browse(coordinator).post(reverse("coordination:new-cohort", args=[council.slug]), data).status_code == 422
    assert not Cohort.objects.exists()


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_clicks_at_once_add_somebody_once_and_say_so_once(cohort, learner, coordinator):
    add = partial(cohorts.add, cohort=cohort, people=[learner], by=coordinator, at=AT)
    assert sorted(at_once(*[add] * 4)) == [0, 0, 0, 1]
    assert CohortMember.objects.count() == Message.objects.filter(template="cohort_added").count() == 1


def test_it_is_not_due_before_it_starts(page, cohort):
    data = {"name": "Cabinet", **days("starts_on", date(2027, 3, 2)), **days("due_on", date(2027, 3, 1))}
    assert page("edit-cohort", data=data).status_code == 422
    with pytest.raises(IntegrityError):
        Cohort.objects.filter(pk=cohort.pk).update(starts_on=date(2027, 3, 2), due_on=date(2027, 3, 1))


def test_its_name_and_dates_change_but_not_its_pathway(page, cohort):
    page("edit-cohort", data={"name": "Cabinet 2027", "course": "999", **days("due_on", date(2027, 1, 8))})
    before = cohort.course_id
    cohort.refresh_from_db()
    assert (cohort.name, cohort.due_on, cohort.course_id) == ("Cabinet 2027", date(2027, 1, 8), before)


def test_people_who_are_here_are_added_told_and_enrolled_by_nobody(page, learner, cohort):
    assert page("add-members", data={"people": [str(learner.pk)]}).status_code == 302
    assert CohortMember.objects.get().person == learner
    message = Message.objects.get()
    assert (message.template, message.to, message.purpose) == ("cohort_added", learner.email, Purpose.SERVICE)
    assert not learner.enrolments.exists()


def test_nobody_from_elsewhere_is_added(page, stranger, cohort, coordinator):
    assert page("add-members", data={"people": [str(stranger.pk)]}).status_code == 422
    assert cohorts.add(cohort=cohort, people=[stranger], by=coordinator, at=AT) == 0


def test_adding_twice_is_adding_once(learner, cohort, coordinator):
    assert [cohorts.add(cohort=cohort, people=[learner], by=coordinator, at=AT) for _ in range(2)] == [1, 0]


def test_who_is_removed_keeps_serving_there(page, learner, cohort, coordinator, council):
    cohorts.add(cohort=cohort, people=[learner], by=coordinator, at=AT)
    page("remove-member", learner.pk)
    assert not CohortMember.objects.exists()
    assert "Lena Learner" in [line.name for line in lines(coordinator, council, AT.date())]


def test_a_closed_cohort_asks_nobody_and_is_not_changed(page, learner, cohort, coordinator, council):
    cohorts.add(cohort=cohort, people=[learner], by=coordinator, at=AT)
    page("close-cohort")
    assert {line.cohort for line in lines(coordinator, council, AT.date())} == {""}
    assert [page(name).status_code for name in ("edit-cohort", "add-members", "remind-cohort")] == [404] * 3
    assert page("close-cohort").status_code == 302


def test_the_pages_of_cohorts_show_who_is_how_far(browse, coordinator, council, cohort, learner):
    cohorts.add(cohort=cohort, people=[learner], by=coordinator, at=AT)
    place = reverse("coordination:cohort", args=[council.slug, cohort.pk])
    assert "Lena Learner" in browse(coordinator).get(place).content.decode()
    assert "Cabinet" in browse(coordinator).get(reverse("coordination:cohorts", args=[council.slug])).content.decode()
