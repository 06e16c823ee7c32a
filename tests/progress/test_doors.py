"""The doors of learning: a change is a POST by its own learner; everything else is told what became of it."""

from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from django.test import Client
from django.urls import reverse

from progress.models import Enrolment, LessonRecord, LogEntry, ModuleRecord
from progress.urls import urlpatterns
from tests.activities import EVERY, REFLECTION, body
from tests.curriculum import build_module, build_person
from tests.taking import complete, progress


@pytest.fixture
def rich(course):
    """A lesson with every activity."""
    return build_module(course=course, body=body(*EVERY), lessons=2).live_lessons().first()


def door(name, *args):
    return reverse(f"progress:{name}", args=args)


def reflection(lesson):
    return door("write-entry", lesson.pk, REFLECTION["id"])


def test_a_learner_enrols_starts_goes_through_and_is_led_on(signed_in, learner, module, course):
    urls = [lesson.url for lesson in module.live_lessons()]
    assert signed_in.post(door("enrol", course.pk)).url.endswith(f"?{urlencode({'next': course.url})}")
    assert signed_in.post(door("start-module", module.pk)).url == urls[0]
    for lesson, following in zip(module.live_lessons(), [*urls[1:], module.url], strict=True):
        assert signed_in.post(door("complete-lesson", lesson.pk)).url == following
    assert door("assessment", module.pk) in signed_in.get(module.url).text


def test_starting_again_leads_to_where_one_was(signed_in, learner, module):
    first, second, _ = module.live_lessons()
    complete(learner, first)
    assert signed_in.post(door("start-module", module.pk)).url == second.url


def test_somebody_without_an_organisation_says_where_they_serve_before_they_enrol(client, course):
    person = build_person("Fay Alder")
    person.memberships.all().delete()
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    assert client.post(door("enrol", course.pk)).url == f"{reverse('people:choose-organisation')}?next={course.url}"
    assert not Enrolment.objects.exists()


def test_reading_records_nothing_signed_out_signed_in_or_enrolled(client, signed_in, learner, module, course):
    pages = [course.url, module.url, *(lesson.url for lesson in module.live_lessons()), door("assessment", module.pk)]
    for browser in (Client(), signed_in):
        assert {browser.get(url).status_code for url in pages} <= {200, 302}
    assert not ModuleRecord.objects.exists()
    assert not LessonRecord.objects.exists()


def test_opening_a_lesson_completes_nothing(signed_in, learner, module):
    first, second, _ = module.live_lessons()
    complete(learner, first)
    signed_in.get(second.url)
    assert progress(learner, module) == (1, 3)


def test_somebody_who_takes_no_course_is_invited_to_choose_one(client, module, course):
    client.force_login(build_person("Cora Ash"), backend="django.contrib.auth.backends.ModelBackend")
    lesson = module.live_lessons().first()
    assert client.post(door("complete-lesson", lesson.pk)).url == reverse("home:my-learning")
    assert "Choose a course" in client.get(lesson.url).text
    assert not LessonRecord.objects.exists()


POST_ONLY = [
    ("progress:enrol", ["course"]),
    ("progress:change-pathway", ["course"]),
    ("progress:withdraw", ["course"]),
    ("progress:start-module", ["module"]),
    ("progress:complete-lesson", ["lesson"]),
    ("progress:place", ["lesson"]),
    ("progress:write-entry", ["lesson", "block"]),
    ("progress:write-next-step", ["module", "lesson", "block"]),
    ("progress:step-done", ["lesson"]),
    ("progress:answer-check", ["lesson", "block"]),
    ("progress:answer-activity", ["lesson", "block"]),
]


@pytest.mark.parametrize(("name", "parts"), POST_ONLY, ids=[name for name, _ in POST_ONLY])
def test_a_get_of_a_door_changes_nothing(signed_in, rich, course, name, parts):
    ids = {"course": course.pk, "module": rich.get_parent().pk, "lesson": rich.pk, "block": REFLECTION["id"]}
    assert signed_in.get(reverse(name, args=[ids[part] for part in parts])).status_code == 405
    assert not ModuleRecord.objects.exists()
    assert not LogEntry.objects.exists()


def test_no_door_of_learning_is_left_out_of_the_test_above():
    names = {f"progress:{pattern.name}" for pattern in urlpatterns}
    read = {
        "progress:assessment",
        "progress:log",
        "progress:log-print",
        "progress:log-text",
        "progress:log-pdf",
        "progress:log-delete",
        "progress:delete-entry",
        "progress:delete-step",
        "progress:pathways",
        "progress:confidence",
        "progress:check-confidence",
        "progress:delete-confidence",
        "progress:survey-module",
        "progress:survey-course",
    }
    assert names - {name for name, _ in POST_ONLY} == read


def test_a_form_without_its_token_is_refused_in_words(learner, module):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(learner, backend="django.contrib.auth.backends.ModelBackend")
    answer = strict.post(door("complete-lesson", module.live_lessons().first().pk))
    assert (answer.status_code, "Nothing was saved" in answer.text) == (403, True)
    assert not LessonRecord.objects.exists()


def test_whoever_was_signed_out_lands_on_the_lesson_they_were_on(client, module):
    lesson = module.live_lessons().first()
    answer = client.post(
        door("complete-lesson", lesson.pk), headers={"Referer": f"http://testserver{lesson.url}"}, follow=True
    )
    (address, _), *_ = answer.redirect_chain
    assert parse_qs(urlsplit(address).query)["next"] == [lesson.url]
    assert "nothing was saved" in answer.text
    assert client.get(lesson.url).status_code == 200


@pytest.mark.parametrize(
    "referer", ["", "https://elsewhere.example/modules/", "http://testserver//elsewhere.example/", "nonsense"]
)
def test_whoever_came_from_nowhere_or_elsewhere_lands_on_my_learning(client, module, referer):
    lesson = module.live_lessons().first()
    answer = client.post(door("complete-lesson", lesson.pk), headers={"Referer": referer})
    assert parse_qs(urlsplit(answer.url).query)["next"] == [reverse("home:my-learning")]


def test_a_form_that_was_shown_again_at_its_own_address_leads_to_no_dead_end(client, rich):
    answer = client.post(reflection(rich), headers={"Referer": f"http://testserver{reflection(rich)}"})
    assert parse_qs(urlsplit(answer.url).query)["next"] == [reverse("home:my-learning")]


def test_words_written_after_the_session_ended_are_given_back_and_kept_nowhere(client, rich):
    answer = client.post(
        reflection(rich), {"text": "What I really thought"}, headers={"Referer": f"http://testserver{rich.url}"}
    )
    assert (answer.status_code, answer.headers["Cache-Control"]) == (
        403,
        "max-age=0, no-cache, no-store, must-revalidate, private",
    )
    assert "What I really thought" in answer.text
    assert "so nothing was saved" in answer.text
    assert not LogEntry.objects.exists()
    assert "What I really thought" not in client.get("/sign-in/").text


def test_an_unpublished_lesson_a_private_one_and_one_that_never_was_are_not_found(signed_in, learner, module):
    lesson = module.live_lessons().last()
    lesson.unpublish()
    for pk in (lesson.pk, 10**12, 10**30):
        assert signed_in.post(f"/learn/lessons/{pk}/complete/").status_code == 404
    assert "What you have completed is kept" in signed_in.post(door("complete-lesson", lesson.pk)).text


def test_the_place_in_a_lesson_is_kept_only_for_whoever_has_begun_it(signed_in, learner, rich):
    place = {"block": REFLECTION["id"]}
    assert signed_in.post(door("place", rich.pk), place).status_code == 204
    signed_in.post(door("start-module", rich.get_parent().pk))
    signed_in.post(door("place", rich.pk), place)
    assert str(LessonRecord.objects.get().last_block) == REFLECTION["id"]
    assert f'data-last-block="{REFLECTION["id"]}"' in signed_in.get(rich.url).text


@pytest.mark.parametrize("sent", [{}, {"block": "x"}, {"block": "\x00"}, {"block": "0" * 100_000}])
def test_odd_places_and_places_of_nobody_are_passed_over(client, signed_in, learner, rich, sent):
    for browser in (Client(), signed_in):
        assert browser.post(door("place", rich.pk), sent).status_code == 204
