"""What editors upload never runs and is bounded; readers get drawn pictures; no request is larger than its page can take."""

import io
import struct
import zipfile
import zlib

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image as Pillow
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file

from courses import uploads
from home.loading import tree
from people.permissions import AUTHORS
from tests.courses.editing import sign_in

SCRIPT = b"<script>alert(document.domain)</script>"
Image, Document = get_image_model(), get_document_model()


def office(*names):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in names:
            archive.writestr(name, b"x")
    return out.getvalue()


def png(width, height):
    """A picture of a few bytes that says it is so large."""

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 1000)) + chunk(b"IEND", b"")
    )


def gif():
    out = io.BytesIO()
    Pillow.new("RGB", (2, 2)).save(out, "GIF")
    return out.getvalue()


HOSTILE_PICTURES = {
    "drawing.svg": b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
    "page.html": SCRIPT,
    "page.png": SCRIPT,
    "drawing.png": b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
    "other.jpg": png(2, 2),
    "bomb.png": png(50_000, 50_000),
    "polyglot.gif.html": gif() + SCRIPT,
    "large.png": b"\x89PNG\r\n\x1a\n" + b"\0" * 20_000_000,
}
HOSTILE_DOCUMENTS = {
    "drawing.svg": b"<svg/>",
    "page.html": SCRIPT,
    "page.pdf": SCRIPT,
    "page.docx": SCRIPT,
    "macro.docx": office("word/document.xml", "word/vbaProject.bin"),
    "macro.ods": office("content.xml", "Basic/Standard/Module1.xml"),
    "other.xlsx": office("word/document.xml"),
    "page.csv": b"\xef\xbb\xbf \n<html>" + SCRIPT,
    "bytes.csv": b"\xff\xfe\x00",
    "film.mp4": SCRIPT,
    "captions.vtt": SCRIPT,
    "run.exe": b"MZ",
    "large.pdf": b"%PDF-" + b"\0" * 20_000_001,
}
SOUND_DOCUMENTS = {
    "terms.pdf": b"%PDF-1.7 x",
    "terms.docx": office("word/document.xml"),
    "table.csv": b"a,b\n",
    "film.mp4": b"\0\0\0\x18ftypmp42",
    "captions.vtt": b"WEBVTT\n",
    "table.ods": office("content.xml", "META-INF/manifest.xml"),
}


@pytest.fixture
def author(client, db):
    tree()  # with what each group may do
    return sign_in(client, AUTHORS)


def give(client, url, name, content):
    return client.post(reverse(url), {"title": "T", "file": SimpleUploadedFile(name, content)})


@pytest.mark.parametrize("name", HOSTILE_PICTURES)
def test_a_hostile_picture_is_refused(author, client, name):
    give(client, "wagtailimages:add", name, HOSTILE_PICTURES[name])
    assert not Image.objects.exists()


@pytest.mark.parametrize("name", HOSTILE_DOCUMENTS)
def test_a_hostile_document_is_refused(author, client, name):
    give(client, "wagtaildocs:add", name, HOSTILE_DOCUMENTS[name])
    assert not Document.objects.exists()


@pytest.mark.parametrize("name", SOUND_DOCUMENTS)
def test_a_sound_document_is_taken(author, client, name):
    give(client, "wagtaildocs:add", name, SOUND_DOCUMENTS[name])
    assert Document.objects.count() == 1


def test_what_hides_in_a_picture_is_gone_from_what_readers_get(author, client):
    give(client, "wagtailimages:add", "a.gif", gif() + SCRIPT)
    url = Image.objects.get().get_rendition("width-1216").url
    answer = client.get(url)
    assert answer.status_code == 200
    assert b"<script" not in answer.getvalue()
    assert answer["Content-Type"] == "image/png"  # drawn anew
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]


def test_readers_see_pictures_and_never_the_files_as_uploaded(client, db):
    image = Image.objects.create(title="A street", file=get_test_image_file())
    assert client.get(image.get_rendition("width-100").url).status_code == 200
    assert client.get(image.file.url).status_code == 403


def test_an_editor_gets_a_file_as_uploaded_to_keep_and_not_to_open(author, client):
    image = Image.objects.create(title="A street", file=get_test_image_file())
    assert client.get(image.file.url)["Content-Disposition"].startswith("attachment")


@pytest.mark.parametrize(
    "name", ["certificates/2026/10/x.pdf", "images/../certificates/x.pdf", "images/x.html", "x.png"]
)
def test_nothing_else_of_the_storage_has_an_address(client, db, name):
    default_storage.save(name.replace("images/../", ""), ContentFile(b"x"))
    assert client.get(f"/media/{name}").status_code == 404


def test_a_document_never_runs_where_it_is_opened(client, db, settings, tmp_path):
    on_disk = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path}}
    settings.STORAGES = settings.STORAGES | {"default": on_disk}
    document = Document.objects.create(title="Terms", file=ContentFile(b"%PDF-1.4", "terms.pdf"))
    answer = client.get(document.url)
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'" in answer["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("path", "most"),
    [("/sign-in/", "LARGEST_REQUEST"), ("/cms/images/add/", "LARGEST_UPLOAD"), ("/verify/", "LARGEST_UPLOAD")],
)
def test_a_request_that_says_it_is_too_large_is_not_read(client, db, settings, path, most):
    too_long = str(getattr(settings, most) + 1)
    answer = client.generic("POST", path, b"x", "multipart/form-data; boundary=x", CONTENT_LENGTH=too_long)
    assert answer.status_code == 413
    assert "Nothing was saved" in answer.text


@pytest.mark.parametrize("path", ["/", "/cms/", "/sign-in/", "/api/v1/tables", "/health"])
def test_trace_is_answered_nowhere(client, db, path):
    assert client.trace(path).status_code == 405


def test_the_form_for_what_comes_in_a_zip_is_the_same():
    with pytest.raises(uploads.ValidationError):
        uploads.refuse_unsound(SimpleUploadedFile("x.pdf", SCRIPT), "pdf")
