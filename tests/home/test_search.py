"""Finding what is published, and nothing else."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from home.search import Asked, Place, find, meant
from tests.curriculum import build_course, build_module, check, publish

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("indexes")]


@pytest.fixture
def ask(client):
    def get(words="", **rest):
        return client.get("/search/", {"q": words, **rest})

    return get


def titles(answer):
    return [place.title for place in answer.context["found"]]


@pytest.fixture
def plumbing():
    """A course of one module with two lessons, about pipes."""
    module = build_module(
        title="Mending the pipes",
        summary="About procurement.",
        principle="p2",
        lessons=1,
        body=[("text", "<p>A sentence about aqueducts.</p>"), check()],
    )
    build_course(module, title="Waterworks", audiences=["councillor"])
    return module


def test_words_of_titles_summaries_and_lessons_are_found(ask, plumbing):
    lesson = plumbing.live_lessons().get()
    assert titles(ask("pipes")) == [plumbing.title]
    assert plumbing.title in titles(ask("procurement"))
    assert titles(ask("aqueducts")) == [lesson.title]
    assert titles(ask("water")) == ["Waterworks"], "part of a title"


def test_a_result_says_what_it_is(ask, plumbing):
    page = ask("aqueducts").text
    assert "1 result for “aqueducts”" in " ".join(page.split())
    assert "Lesson of Mending the pipes, about 5 minutes" in page
    assert Place(1, "Course", "Long", "", "", minutes=650).length == "11 hours"


def test_filters_choose_by_principle_audience_and_time(ask, plumbing):
    other = build_module(
        title="People first", principle="p1", audiences=["councillor"], lessons=2, assessment_minutes=40
    )
    assert plumbing.title in titles(ask(principle="p2"))
    assert other.title not in titles(ask(principle="p2"))
    assert {"Waterworks", other.title} <= set(titles(ask(audience="councillor")))
    assert plumbing.title not in titles(ask(audience="councillor"))
    assert other.title not in titles(ask(minutes="30"))
    assert {place.kind for place in ask(minutes="5").context["found"]} == {"Lesson"}


def test_a_draft_and_what_stands_below_it_are_not_found(ask, plumbing):
    plumbing.unpublish()
    assert titles(ask("pipes")) == []
    assert titles(ask("aqueducts")) == []


def test_a_draft_change_of_a_live_page_is_not_found(ask, plumbing):
    plumbing.title = "Zeppelins"
    plumbing.save_revision()
    assert titles(ask("zeppelins")) == []
    publish(plumbing)
    assert titles(ask("zeppelins")) == ["Zeppelins"]


def test_a_private_page_is_not_found(ask, plumbing):
    PageViewRestriction.objects.create(page=plumbing, restriction_type=PageViewRestriction.LOGIN)
    for words in ("pipes", "aqueducts"):
        assert titles(ask(words)) == []


def secret(block, word, **more):
    """A question of a lesson or an assessment with a word of its own in every part."""
    options = [{"text": f"{word} option", "correct": n == 0, "feedback": f"{word} feedback"} for n in range(2)]
    return (block, {"prompt": f"{word} prompt?", "explanation": f"{word} explanation", "options": options, **more})


def test_no_question_and_no_answer_is_found(ask):
    module = build_module(lessons=1, body=[secret("knowledge_check", "quagga", kind="single", required=True)])
    module.assessment = [secret("single", "okapi", outcome="o1", scenario="")]
    publish(module)
    assert titles(ask("quagga")) == titles(ask("okapi")) == []
    lesson = module.live_lessons().get()
    assert titles(ask(lesson.title)) == [lesson.title], "the lesson itself is found"


def test_what_was_probably_meant_is_offered(ask, plumbing):
    answer = ask("procuremnt")
    assert titles(answer) == []
    assert answer.context["meant"] == "procurement"
    assert 'Did you mean <a class="govuk-link" href="?q=procurement">' in answer.text


def test_nothing_is_offered_for_what_is_like_nothing(ask, plumbing):
    answer = ask("xylophonist")
    assert "Did you mean" not in answer.text
    assert "Try fewer or other words" in answer.text


def test_titles_are_suggested_as_one_types_without_javascript(ask, plumbing):
    page = ask().text
    assert '<option value="Waterworks">' in page
    assert 'list="titles"' in page


HOSTILE = [
    "' OR 1=1 --", '"', "*", "NEAR(", "a AND", "(((", "%_%", "<script>alert(1)</script>", "pipes:*", "-pipes", "\\", "NOT",
    "é" * 100, "x " * 50, "title:pipes", "^", "🎉", "&|!", "'", "don't \"", "«", "a\tb",
]  # fmt: skip


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_are_words(ask, plumbing, words):
    answer = ask(words)
    assert answer.status_code == 200
    assert "<script>alert" not in answer.text


@pytest.mark.parametrize(
    "sent",
    [
        {"q": "x" * 101},
        {"q": "a\0b"},
        {"principle": "p9"},
        {"audience": "whip"},
        {"minutes": "-1"},
        {"minutes": "9" * 99},
    ],
)
def test_what_is_not_offered_is_refused_in_words(client, sent):
    answer = client.get("/search/", sent)
    assert (answer.status_code, "There is a problem" in answer.text) == (422, True)


@pytest.mark.parametrize("page", ["0", "99", "x", "-1", "9" * 30])
def test_a_page_that_is_not_there_is_the_nearest(client, plumbing, page):
    assert client.get("/search/", {"q": "pipes", "page": page}).status_code == 200


def test_looking_is_a_get_and_sets_no_cookie(client, ask, plumbing):
    assert client.post("/search/").status_code == 405
    assert not ask("pipes").cookies


def test_its_queries_do_not_grow_with_what_is_published(ask, plumbing):
    def queries():
        ask("pipes")
        with CaptureQueriesContext(connection) as captured:
            ask("pipes")
        return len(captured)

    few = queries()
    build_course(*(build_module(title=f"Pipes {n}", lessons=3) for n in range(4)))
    assert queries() <= few
    assert few <= 24


def place(pk, title, **facts):
    return Place(pk, "Module", title, "", "/", **facts)


def test_without_words_the_filters_alone_choose():
    places = [place(1, "One", minutes=5), place(2, "Two", minutes=50), place(3, "Text")]
    assert [p.id for p in find(Asked(minutes=10), places)] == [1]
    assert len(find(Asked(), places)) == 3


def test_only_a_word_that_is_not_known_is_replaced():
    assert meant("digitl leaders", [place(1, "Digital leaders")]) == "digital leaders"
    assert meant("digital leaders", [place(1, "Digital leaders")]) == ""
    assert meant("", []) == ""


def test_the_filters_are_folded_away_until_one_is_used(client, plumbing):
    folded, opened = '<details class="govuk-details">', '<details class="govuk-details" open>'
    assert folded in client.get("/search/", {"q": "contract", "principle": ""}).text
    assert opened in client.get("/search/", {"principle": "p2"}).text
    assert opened in client.get("/search/", {"minutes": "7"}).text
