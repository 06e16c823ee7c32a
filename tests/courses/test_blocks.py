"""What editors see of blocks: an example of each, as readers will see it; and what they choose from."""

import pytest
from django.urls import reverse

from courses.activities import module_choices
from courses.blocks import LESSON_BLOCKS
from courses.examples import EXAMPLES
from courses.models import LessonPage, ModulePage
from courses.questions import QUESTION_BLOCKS
from courses.templatetags.editing import as_readers_see_it
from people.permissions import AUTHORS
from tests.courses.editing import changed_form, sign_in
from tests.courses.pages import the_lesson, the_module
from tests.curriculum import question

BLOCKS = dict(LESSON_BLOCKS)


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_example_is_shown_as_readers_see_it(name):
    block = BLOCKS[name]
    html = as_readers_see_it(block, block.get_preview_value())
    assert 'id="block-example"' in html
    assert "None" not in html


def test_every_block_says_what_it_is_for_and_has_an_icon_and_a_group():
    for block in BLOCKS.values():
        assert block.meta.description.endswith(".")
        assert block.meta.icon != "placeholder"
        assert block.meta.group


def test_all_but_files_have_an_example():
    assert set(BLOCKS) - set(EXAMPLES) == {"image", "video", "document"}


def test_the_chooser_shows_the_example(module, client):
    sign_in(client, AUTHORS)
    body = LessonPage._meta.get_field("body").stream_block
    block = body.child_blocks["sorting"]
    page = client.get(reverse("wagtailadmin_block_preview"), {"id": block.definition_prefix})
    assert "Ask or decide?" in page.text
    assert "look/site.css" in page.text


def test_an_author_is_offered_the_outcomes_by_their_words(module, client):
    sign_in(client, AUTHORS)
    page = client.get(reverse("wagtailadmin_pages:edit", args=[the_lesson().pk])).text
    assert "o3: Do thing 3" in page


def test_an_author_sees_how_many_questions_test_each_outcome(module, client):
    sign_in(client, AUTHORS)
    page = client.get(reverse("wagtailadmin_pages:edit", args=[module.pk])).text
    assert "3 questions" in page


def test_statements_suggest_modules_by_their_titles(module):
    assert ("m01", "Module m01 (m01)") in module_choices()


def test_questions_are_collapsed_and_never_searched():
    field = ModulePage._meta.get_field("assessment")
    assert field.stream_block.meta.collapsed
    assert "assessment" not in [one.field_name for one in ModulePage.search_fields]
    assert not hasattr(ModulePage, "api_fields")


def test_a_bank_of_sixty_questions_is_saved_as_one_form(module, client):
    sign_in(client, AUTHORS)
    module.assessment = [question(f"o{n % 5 + 1}", n) for n in range(60)]
    module.save_revision()
    form = changed_form(client, module.get_latest_revision_as_object(), title="With sixty questions")
    assert len(form) > 1000
    client.post(reverse("wagtailadmin_pages:edit", args=[module.pk]), form)
    saved = the_module().get_latest_revision_as_object()
    assert (saved.title, len(saved.assessment)) == ("With sixty questions", 60)


def test_outside_the_cms_no_form_is_so_large(client, db):
    assert client.post("/sign-in/", {f"field-{n}": "1" for n in range(1001)}).status_code == 400


def test_every_kind_of_question_has_a_name_for_editors():
    assert all(block.label and block.meta.icon != "placeholder" for _, block in QUESTION_BLOCKS)
