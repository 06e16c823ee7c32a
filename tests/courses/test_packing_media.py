"""Pictures, films and documents travel with their module: found again by what is in them, and checked as in the CMS."""

import io
import zipfile

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file

from courses import packing
from courses.textformat import ContentError
from tests.courses.pages import load_sound, the_lesson, the_module
from tests.curriculum import AT

Image, Document = get_image_model(), get_document_model()
CAPTIONS = b"WEBVTT\n\n00:00.000 --> 00:01.000\nHello.\n"


@pytest.fixture
def module(db, settings):
    """One whose first lesson has a picture, a film with captions and a document."""
    settings.REFUSE_UNSOUND_PAGES = False
    load_sound(1)
    image = Image.objects.create(title="A street", file=get_test_image_file())
    film, captions, paper = (
        Document.objects.create(title=name, file=ContentFile(content, name))
        for name, content in (("f.mp4", b"\0\0\0\x18ftypmp42 film"), ("f.vtt", CAPTIONS), ("terms.pdf", b"%PDF-1.4 x"))
    )
    lesson = the_lesson()
    lesson.body = [
        ("text", "<p>Words.</p>"),
        ("image", {"image": image, "caption": "By nobody, CC0"}),
        ("video", {"title": "A film", "video": film, "captions": captions, "transcript": "<p>Hello.</p>"}),
        ("document", {"title": "Model terms", "document": paper}),
    ]
    lesson.save_revision(clean=False)
    return the_module()


def gone(module):
    """The zip of a module whose files nobody has any more, as when it comes from elsewhere."""
    files = packing.unpack(packing.pack(module))
    Image.objects.all().delete()
    Document.objects.all().delete()
    return files


def stored():
    return {name for folder in ("documents", "original_images") for name in default_storage.listdir(folder)[1]}


def test_export_import_export_gives_the_same_bytes_and_makes_no_second_file(module):
    first = packing.pack(module)
    packing.take_in(packing.unpack(first), at=AT)
    taken = packing.pack(the_module())
    assert taken == first
    there = Image.objects.count(), Document.objects.count()
    packing.take_in(packing.unpack(first), at=AT)
    assert (Image.objects.count(), Document.objects.count()) == there


def test_a_module_from_elsewhere_brings_its_files(module):
    first = packing.pack(module)
    packing.take_in(gone(module), at=AT)
    draft = the_lesson().get_latest_revision_as_object()
    kinds = {child.block_type: child.value for child in draft.body}
    assert kinds["image"]["image"].file.size > 0
    assert kinds["video"]["captions"].file.read() == CAPTIONS
    assert kinds["document"]["document"].filename.endswith(".pdf")
    assert packing.pack(the_module()) == first


def test_a_picture_that_is_none_is_refused_and_nothing_is_kept(module):
    files = gone(module)
    before = stored()
    (path,) = (path for path in files if path.endswith(".png"))
    with pytest.raises(ContentError) as caught:
        packing.take_in(files | {path: b"<svg onload=alert(1)>"}, at=AT)
    assert {problem.file for problem in caught.value.problems} == {path}
    assert not Image.objects.exists()
    assert stored() == before


def test_what_was_stored_goes_when_the_import_fails_later(module, monkeypatch):
    files = gone(module)
    before = stored()

    def fails(*_, **__):
        raise RuntimeError

    monkeypatch.setattr(packing.Drafts, "keep", fails)
    with pytest.raises(RuntimeError):
        packing.take_in(files, at=AT)
    assert stored() == before


@pytest.mark.parametrize("name", ["evil.html", "evil.svg", "evil.png.exe", "Evil.png", "../evil.png"])
def test_a_file_of_another_kind_is_refused(module, name):
    files = packing.unpack(packing.pack(module))
    folder = next(path for path in files if path.endswith(".png")).rpartition("/")[0]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for path, content in {**files, f"{folder}/{name}": b"x"}.items():
            archive.writestr(path, content)
    with pytest.raises(ContentError):
        packing.take_in(packing.unpack(out.getvalue()), at=AT)


def test_a_file_that_no_block_shows_is_refused(module):
    files = packing.unpack(packing.pack(module))
    folder = next(path for path in files if path.endswith(".png")).rpartition("/")[0]
    with pytest.raises(ContentError, match="No block of this module shows this file"):
        packing.take_in(files | {f"{folder}/other.png": b"x"}, at=AT)
