"""A module travels as a zip of the text format: out and in without a change, and never by trusting the zip."""

import io
import zipfile
from dataclasses import replace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import reverse
from hypothesis import HealthCheck, given
from hypothesis import settings as fuzzing
from hypothesis import strategies as some

from courses import packing
from courses.models import LessonPage, ModulePage, Source
from courses.textformat import ContentError, read, render, write
from people.permissions import ANALYSTS, AUTHORS
from tests.activities import EVERY, body
from tests.courses.editing import sign_in
from tests.courses.pages import load_sound, the_lesson, the_module
from tests.curriculum import AT, publish


def zipped(files, **options):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, **options) as archive:
        for path, content in files.items():
            archive.writestr(path, content)
    return out.getvalue()


def refused(data):
    with pytest.raises(ContentError) as caught:
        packing.take_in(packing.unpack(data), at=AT)
    return {problem.code for problem in caught.value.problems}


@pytest.mark.django_db
def test_what_was_loaded_from_text_is_exported_as_the_same_text(settings, tmp_path):
    """Two modules of the real curriculum, with all that they link to."""
    settings.REFUSE_UNSOUND_PAGES = False
    whole = read(settings.BASE_DIR / "content")
    texts = replace(
        whole, modules=tuple(m if m.id in ("m01", "m10") else emptied(m) for m in whole.modules), courses=()
    )
    written = {
        path: text.encode() for path, text in render(texts).items() if path.startswith(("modules/m01-", "modules/m10-"))
    }
    write(texts, tmp_path)
    call_command("load_content", tmp_path, verbosity=0)
    exported = packing.module_files(the_module("m01")) | packing.module_files(the_module("m10"))
    del exported["sources.yaml"]
    assert exported == written


def emptied(module):
    lessons = [replace(lesson, blocks=()) for lesson in module.lessons if module.id == "m08"]  # m10 links to one
    return replace(module, status="draft", questions=(), lessons=tuple(lessons))


def test_export_import_export_gives_the_same_bytes(module):
    first = packing.pack(module)
    packing.take_in(packing.unpack(first), at=AT)
    assert packing.pack(the_module()) == first


def test_what_was_made_in_the_cms_keeps_its_ids(module, settings):
    settings.REFUSE_UNSOUND_PAGES = False
    lesson = the_lesson()
    lesson.body = body(*EVERY)
    publish(lesson)
    packing.take_in(packing.unpack(packing.pack(module)), at=AT)
    draft = the_lesson().get_latest_revision_as_object()
    assert [child.id for child in draft.body] == [block["id"] for block in EVERY]
    assert draft.body.get_prep_value()[0]["value"]["options"][0]["id"] == EVERY[0]["value"]["options"][0]["id"]


def test_an_import_changes_nothing_for_readers(module):
    files = packing.unpack(packing.pack(module))
    path = next(path for path in files if path.endswith("01-lesson-l01.md"))
    files[path] = files[path].replace(b"title: Lesson l01", b"title: As imported")
    packing.take_in(files, at=AT)
    assert the_lesson().title == "Lesson l01"
    assert the_lesson().get_latest_revision_as_object().title == "As imported"
    assert the_module().editions.count() == 1


def test_a_module_from_elsewhere_becomes_a_draft_with_its_sources(module):
    files = packing.unpack(packing.pack(module))
    elsewhere = {path.replace("m01", "m77"): data.replace(b"m01", b"m77") for path, data in files.items()}
    elsewhere["sources.yaml"] = elsewhere["sources.yaml"].replace(b"A report", b"Another title")
    taken = packing.take_in(elsewhere, at=AT)
    assert (taken.code, taken.live) == ("m77", False)
    assert [lesson.live for lesson in taken.lessons()] == [False, False]
    assert Source.objects.get().title == "A report"


def test_every_problem_is_reported_and_nothing_is_kept(module):
    files = packing.unpack(packing.pack(module))
    elsewhere = {path.replace("m01", "m77"): data.replace(b"m01", b"m77") for path, data in files.items()}
    elsewhere = {path: data.replace(b"principle: p1", b"principle: p9") for path, data in elsewhere.items()}
    elsewhere = {path: data.replace(b"minutes: 7", b"minutes: seven") for path, data in elsewhere.items()}
    assert refused(zipped(elsewhere)) == {"unknown-principle", "type"}
    assert ModulePage.objects.count() == 2


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("../../etc/passwd", "path"),
        ("/etc/passwd", "path"),
        ("modules\\m01\\module.yaml", "path"),
        ("C:module.yaml", "path"),
        ("modules/m01-x/lessons/evil.html", "unknown-file"),
        ("modules/m01-x/run.sh", "unknown-file"),
    ],
)
def test_a_path_that_does_not_belong_is_refused(path, code):
    assert code in refused(zipped({path: b"x"}))


@pytest.mark.django_db
def test_a_bomb_is_refused_before_it_is_unpacked():
    assert refused(zipped({f"modules/m01-x/lessons/{n:02}-x.md": b"0" * 50_000_000 for n in range(2)})) == {"too-large"}
    assert refused(zipped({f"modules/m01-x/lessons/{n}.md": b"" for n in range(300)})) == {"too-many"}


@pytest.mark.django_db
def test_a_link_is_refused():
    link = zipfile.ZipInfo("sources.yaml")
    link.external_attr = 0o120777 << 16
    assert refused(zipped({link: "/etc/passwd"})) == {"kind"}


def test_html_with_script_is_refused_with_its_line(module):
    files = packing.unpack(packing.pack(module))
    path = next(path for path in files if path.endswith("01-lesson-l01.md"))
    files[path] = files[path].replace(b"## Why it matters", b"<script>alert(1)</script>")
    assert "html" in refused(zipped(files))


@pytest.mark.django_db
@fuzzing(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=some.binary(max_size=300), cut=some.integers(0, 400), at=some.integers(0, 400))
def test_a_damaged_zip_is_refused_and_nothing_is_kept(data, cut, at):
    sound = zipped({"sources.yaml": b"a: {}", "modules/m01-x/module.yaml": b"id: m01"})
    refused(sound[:at] + data + sound[at + cut :])
    assert not ModulePage.objects.exists()


def test_a_film_whose_file_is_gone_is_refused_in_words(module):
    lesson = the_lesson()
    lesson.body = [("video", {"title": "A film", "video": None, "captions": None, "transcript": "<p>Words.</p>"})]
    lesson.save_revision(clean=False)
    with pytest.raises(ContentError, match="The video in lesson “Lesson l01” cannot be exported"):
        packing.pack(module)


def upload(client, data):
    return client.post(reverse("courses:import"), {"file": SimpleUploadedFile("module.zip", data)}, follow=True)


def test_an_author_takes_a_module_in_and_lands_on_its_overview(client, module):
    data = packing.pack(module)
    sign_in(client, AUTHORS)
    answer = upload(client, data)
    assert answer.redirect_chain[-1][0] == reverse("courses:overview", args=[module.pk])


def test_an_author_reads_every_problem_with_its_place(client, module):
    sign_in(client, AUTHORS)
    answer = upload(client, zipped({"modules/m88-x/module.yaml": b"id: m88"}))
    assert "modules/m88-x/module.yaml, line 1" in answer.text
    assert LessonPage.objects.count() == 4


def test_an_author_downloads_a_module(client, module):
    sign_in(client, AUTHORS)
    answer = client.get(reverse("courses:export", args=[module.pk]))
    assert answer["Content-Disposition"] == 'attachment; filename="m01-module-m01.zip"'
    assert answer.content == packing.pack(module)


def test_whoever_does_not_edit_takes_nothing_in(client, module):
    data = packing.pack(module)
    sign_in(client, ANALYSTS)
    given = {"file": SimpleUploadedFile("module.zip", data)}
    assert client.post(reverse("courses:import"), given).status_code in (302, 403)
    assert the_lesson().latest_revision == the_lesson().live_revision
    assert client.get(reverse("courses:export", args=[module.pk])).status_code in (302, 403)


@pytest.mark.django_db
def test_two_exports_of_one_module_are_the_same_bytes():
    load_sound()
    assert packing.pack(the_module()) == packing.pack(the_module())
