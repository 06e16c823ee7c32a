"""A module on paper: every live lesson with its blocks, tagged, and no answer that is not given on screen either."""

import io

import pytest
from django.core.cache import cache
from django.urls import reverse
from pypdf import PdfReader
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file

from courses import booklet, doors
from courses.models import ModulePage
from paper.press import Busy
from tests.curriculum import build_lesson, build_module, check


@pytest.fixture(autouse=True)
def afresh(settings):
    settings.REFUSE_UNSOUND_PAGES = False
    cache.clear()


@pytest.fixture
def module(db):
    return build_module(body=[("text", "<p>The council of Elmet.</p>"), check()])


def ask(client, module):
    return client.get(reverse("courses-doors:module-on-paper", args=[module.code]))


def words(pdf):
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).split())


def test_it_holds_the_module_and_every_live_lesson_and_says_its_language(module, client):
    build_lesson(module, title="Not yet out").unpublish()
    response = ask(client, module)
    assert response["Content-Type"] == "application/pdf"
    text, reader = words(response.content), PdfReader(io.BytesIO(response.content))
    for expected in (module.title, "Outcome o1", "The council of Elmet.", *(x.title for x in module.live_lessons())):
        assert expected in text
    assert "Not yet out" not in text
    assert reader.trailer["/Root"]["/Lang"] == "en-GB"
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]


def test_it_asks_its_questions_and_gives_no_key(module):
    html = booklet.markup(module, list(module.live_lessons()))
    for asked in ("Which?", "Choice A", "Choice B"):
        assert asked in html
    for key in ("About A", "About B", "B it is.", "Question 0?"):
        assert key not in html


def test_a_picture_of_ours_is_inside_and_any_other_is_left_out(db):
    image = get_image_model().objects.create(title="A street", file=get_test_image_file())
    module = build_module(body=[("image", {"image": image, "caption": ""}), ("text", '<p><img src="/etc/passwd"></p>')])
    html = booklet.markup(module, list(module.live_lessons()))
    assert 'src="data:image/png;base64,' in html
    assert 'src="/' not in html


def test_one_picture_that_is_too_large_leaves_room_for_those_after_it(db, monkeypatch):
    sizes = {"large": booklet.PICTURES + 1, "small": 10}
    monkeypatch.setattr(booklet, "_stored", lambda address: bytes(sizes[address]))
    html = booklet._with_pictures('<img alt="" src="large"><img alt="" src="small">')
    assert html.count('src="data:') == 1


def test_it_is_printed_once_for_each_publish(module, client, monkeypatch):
    printed = []
    monkeypatch.setattr(booklet, "print_pdf", lambda html, **_: printed.append(html) or b"%PDF")
    ask(client, module), ask(client, module)
    assert len(printed) == 1
    build_lesson(module, title="A lesson more")
    ask(client, module)
    assert "A lesson more" in printed[-1]


def test_a_module_that_is_not_public_is_not_found(module, client):
    module.unpublish()
    assert ask(client, module).status_code == 404


def test_a_busy_press_says_when_to_come_back(module, client, monkeypatch):
    def busy(*_, **__):
        raise Busy("Other documents are being printed.")

    monkeypatch.setattr(doors, "booklet", busy)
    response = ask(client, module)
    assert (response.status_code, response["Retry-After"]) == (503, "60")
    assert "Try again in a minute" in response.text


def test_a_module_leads_to_its_paper(module, client):
    url = reverse("courses-doors:module-on-paper", args=[module.code])
    assert f'href="{url}"' in client.get(ModulePage.objects.get(pk=module.pk).url).text
