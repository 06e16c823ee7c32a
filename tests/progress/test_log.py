"""The log: read, searched, taken away and deleted by its writer, and seen by nobody else."""

import re
import subprocess

import pytest
from django.apps import apps
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from progress import learning_log
from progress.models import LogEntry, NextStep
from tests.activities import EVERY, NEXT_STEP, REFLECTION, body
from tests.cast import make_person
from tests.curriculum import AT, build_module

MARKER = "zanzibar-quokka"
SENTENCE = (
    "No screen, report, export or role shows your log to anyone else. The service holds the key, and the law may require"
    " disclosure. Please do not write about residents or colleagues. You can delete one entry or all."
)


@pytest.fixture
def lesson(course):
    return build_module(course=course, body=body(*EVERY), lessons=2, title="Rich module").live_lessons().first()


def write(person, lesson, text=f"I thought of {MARKER} & <b>more</b>"):
    return learning_log.write_entry(learner=person, lesson=lesson, block_id=REFLECTION["id"], text=text, at=AT)


def plan(person, lesson, text=f"I shall ask {MARKER}", by=None):
    module = lesson.get_parent().specific
    return learning_log.write_next_step(
        learner=person, module=module, block_id=NEXT_STEP["id"], text=text, by=by or AT.date(), at=AT
    )


def door(name, *args):
    return reverse(f"progress:{name}", args=args)


@pytest.fixture
def filled(signed_in, learner, lesson):
    """The learner's browser, with one reflection and one next step written."""
    write(learner, lesson)
    plan(learner, lesson)
    return signed_in


def words(answer):
    return " ".join(re.sub(r"<[^>]+>", " ", answer.text).split())


def test_the_page_says_what_is_true_of_it_and_never_that_no_one_else_can(filled):
    page = filled.get(door("log"))
    assert SENTENCE in page.text
    assert "no one else can" not in page.text.lower()
    assert f"I thought of {MARKER} &amp; &lt;b&gt;more" in page.text


def test_a_search_finds_every_word_in_text_or_title(filled):
    assert "1 of 2 entries" in words(filled.post(door("log"), {"words": "THOUGHT quokka"}))
    assert "1 of 2 entries" in words(filled.post(door("log"), {"words": "rich ask"}))
    none = filled.post(door("log"), {"words": "giraffe"})
    assert "0 of 2 entries" in words(none)
    assert MARKER not in none.text


@pytest.mark.parametrize("sent", ["", " ", "x" * 101, "\0", "' OR 1=1 --", "%", "<script>"])
def test_odd_searches_are_answered_in_words(filled, sent):
    answer = filled.post(door("log"), {"words": sent})
    assert answer.status_code in {200, 422}
    assert "<script>alert" not in answer.text


def test_what_is_looked_for_is_in_no_address_and_no_log(filled, caplog):
    caplog.set_level("DEBUG")
    answer = filled.post(door("log"), {"words": MARKER})
    assert MARKER not in answer.wsgi_request.get_full_path()
    assert MARKER not in caplog.text
    assert 'method="post"' in answer.text


@pytest.mark.parametrize("name", ["log", "log-print", "log-text", "log-pdf", "log-delete"])
def test_no_page_of_it_is_cached_or_tells_another_site_where_its_reader_came_from(filled, name):
    answer = filled.get(door(name))
    assert answer.status_code == 200
    assert "no-store" in answer.headers["Cache-Control"]
    assert answer.headers["Referrer-Policy"] == "same-origin"


def test_as_text(filled):
    answer = filled.get(door("log-text"))
    assert answer.headers["Content-Disposition"] == 'attachment; filename="learning-log.txt"'
    assert f"I thought of {MARKER} & <b>more</b>" in answer.text
    assert "Next step, 5 October 2026. By 5 October 2026" in answer.text


def test_as_a_tagged_pdf(filled, tmp_path):
    file = tmp_path / "log.pdf"
    file.write_bytes(filled.get(door("log-pdf")).content)
    pdf = PdfReader(file)
    text = " ".join(page.extract_text() for page in pdf.pages)
    assert MARKER in text
    assert "Learning log of Ada Larch" in text
    assert pdf.trailer["/Root"]["/Lang"] == "en-GB"
    tags = subprocess.run(["pdfinfo", "-struct", file], capture_output=True, text=True, check=True).stdout
    assert {"H1", "H2", "P"} <= set(tags.split())


def test_a_press_that_is_busy_loses_nothing_and_says_so(filled, monkeypatch):
    from paper.press import Busy  # noqa: PLC0415

    def busy(*args, **kwargs):
        raise Busy("others print")

    monkeypatch.setattr("progress.notebook.print_pdf", busy)
    answer = filled.get(door("log-pdf"), follow=True)
    assert "could not be made just now" in answer.text
    assert MARKER in answer.text


def test_one_is_deleted_after_a_question(filled, learner):
    entry = LogEntry.objects.get()
    page = filled.get(door("delete-entry", entry.pk))
    assert "It cannot be brought back" in page.text
    assert LogEntry.objects.exists()
    assert filled.post(door("delete-entry", entry.pk)).url == door("log")
    assert not LogEntry.objects.exists()
    filled.post(door("delete-step", NextStep.objects.get().pk))
    assert not NextStep.objects.exists()


def test_all_are_deleted_after_a_question_and_a_colleagues_stay(filled, colleague, lesson):
    write(colleague, lesson)
    assert "2 reflections and next steps in all" in words(filled.get(door("log-delete")))
    assert LogEntry.objects.count() == 2
    filled.post(door("log-delete"))
    assert [entry.learner for entry in LogEntry.objects.all()] == [colleague]
    assert not NextStep.objects.exists()


def test_a_next_step_is_marked_as_done_once(filled):
    step = NextStep.objects.get()
    filled.post(door("step-done", step.pk))
    first = NextStep.objects.get().done_at
    filled.post(door("step-done", step.pk))
    assert NextStep.objects.get().done_at == first
    assert "Done on" in filled.get(door("log")).text


def test_nobody_elses_can_be_opened_marked_or_deleted(signed_in, colleague, lesson):
    entry, step = write(colleague, lesson), plan(colleague, lesson)
    step = NextStep.objects.get(learner=colleague)
    for url in (door("delete-entry", entry.pk), door("delete-step", step.pk)):
        assert signed_in.get(url).status_code == 404
        assert signed_in.post(url).status_code == 404
    assert signed_in.post(door("step-done", step.pk)).status_code == 404
    assert LogEntry.objects.count() == NextStep.objects.count() == 1


PLACES = ["/", "/my-learning/", "/courses/", "/your-account/data/", "/coordination/", "/figures/", "/cms/", "/cms/reports/site-history/",
          "/learn/log/", "/learn/log/print/", "/learn/log/text/", "/health", "/search/?q=zanzibar"]  # fmt: skip


@pytest.mark.parametrize("group", [None, "Authors", "Publishers", "Analysts", "Administrators"])
def test_no_page_of_anybody_else_holds_it(learner, lesson, group):
    write(learner, lesson)
    plan(learner, lesson)
    other = make_person("other@elsewhere.gov.uk", "Other Person", group=group)
    browser = Client()
    browser.force_login(other, backend="django.contrib.auth.backends.ModelBackend")
    for place in [*PLACES, lesson.url, lesson.get_parent().url]:
        answer = browser.get(place, follow=True)
        assert MARKER.encode() not in getattr(answer, "content", b""), place


def test_no_table_holds_it_in_clear(learner, lesson):
    write(learner, lesson)
    plan(learner, lesson)
    for model in apps.get_models():
        for row in model._default_manager.values_list():
            assert MARKER not in "".join(
                bytes(v).decode("latin1") if isinstance(v, (bytes, memoryview)) else str(v) for v in row
            )


def test_a_long_log_costs_as_many_queries_as_a_short_one(filled, learner, course, django_assert_max_num_queries):
    with django_assert_max_num_queries(12):
        filled.get(door("log"))
    for _ in range(6):
        write(learner, build_module(course=course, lessons=1, body=body(*EVERY)).live_lessons().first())
    with django_assert_max_num_queries(12):
        filled.get(door("log"))
