"""How a page of a sound curriculum is broken: with blocks and questions from texts, and what only an import or code could leave."""

import ast
from pathlib import Path

from django.core.files.base import ContentFile
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.images.tests.utils import get_test_image_file

import courses
from courses.integrity.modules import TEACHING as NEEDED
from courses.models import CourseModule, LessonPage, ModulePage, Source
from courses.streams import Streams
from tests.courses.pages import the_course, the_lesson, the_module
from tests.courses.sound import bank, block, check, lesson, module

NOWHERE = 999_999  # the primary key of nothing


def codes():
    """Every code that a rule can say, read from the rules themselves."""
    room = Path(courses.__file__).parent
    calls = [call for path in [*room.glob("integrity/*.py"), room / "judging.py"] for call in _calls(path)]
    return {lacking(kind) for kind in NEEDED} | {
        call.args[0].value for call in calls if isinstance(call.args[0], ast.Constant)
    }


def _calls(path):
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in {"error", "warning", "weigh", "_alike"}:
            yield node


def lacking(kind):
    return f"no-{kind.replace('_', '-')}"


def changed(page, **fields):
    for name, value in fields.items():
        setattr(page, name, value)
    return page


def lesson_of(*blocks, **fields):
    """The third lesson, with these blocks for its own."""
    return changed(the_lesson("m01/l03"), body=_body(_raw(blocks)), **fields)


def lesson_with(*blocks, minutes=8, **fields):
    """The third lesson, with these blocks after its own."""
    return lesson_of(*lesson("l03").blocks, *blocks, minutes=minutes, **fields)


def lesson_asking(**said):
    """The third lesson, with a second knowledge check."""
    if "options" in said:
        said["options"] = tuple(vars(option) for option in said["options"])
    return lesson_with(check("other", **said))


def lesson_saying(html):
    """The third lesson, with rich text that no editor's box would give."""
    page = lesson_with(block("inset", body="Words."))
    page.body[-1].value["body"].source = html
    return page


def lesson_with_twins():
    """Two blocks with one id."""
    page = lesson_with(block("inset", body="Words."))
    raw = page.body.get_prep_value()
    return changed(page, body=_body([*raw, raw[-1]]))


def lesson_sorting(items, group):
    """The first item belongs to a group that is not there."""
    page = lesson_with(items)
    page.body[-1].value["items"][0]["group"] = group
    return page


def module_with(**fields):
    return changed(the_module(), **fields)


def module_asking(*questions):
    raw = Streams(None).assessment(module(questions=questions))
    return module_with(assessment=ModulePage.assessment.field.stream_block.to_python(raw))


def module_asking_too(question):
    return module_asking(*bank(), question)


def module_whose(lessons, **fields):
    """The module as it is, after its lessons were changed behind everybody's back."""
    LessonPage.objects.filter(code__in=lessons).child_of(the_module()).update(**fields)
    return the_module()


def course_of(*places, **fields):
    """(module, required?) in order."""
    page = changed(the_course(), **fields)
    page.places = [
        CourseModule(module=the_module(code), required=required, sort_order=n)
        for n, (code, required) in enumerate(places)
    ]
    return page


def _body(raw):
    return LessonPage.body.field.stream_block.to_python(raw)


def _raw(blocks):
    """As a StreamField stores them; links lead to the module that is a draft, or nowhere."""
    sources = {"report": Source.objects.get().pk, "": None}
    draft = the_module("m02")
    links = {"m02": draft.pk}
    made = Streams(lambda kind, ref: {"linktype": "page", "id": links.get(ref, NOWHERE)}, sources, _file)
    return made.lesson_body("m01", lesson("l03", blocks=blocks))


def _file(kind, name):
    if kind.what == "picture":
        return Image.objects.create(title=name, file=get_test_image_file()).pk
    return Document.objects.create(title=name, file=ContentFile(b"WEBVTT", name)).pk
