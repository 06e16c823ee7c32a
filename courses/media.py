"""Pictures, films and files of a lesson between the CMS, which keeps them by number, and the text format, which names files."""

import hashlib
import mimetypes
from pathlib import PurePosixPath

from django.core.files.uploadedfile import SimpleUploadedFile
from wagtail.documents import get_document_model
from wagtail.documents.forms import get_document_form
from wagtail.images import get_image_model
from wagtail.images.forms import get_image_form
from wagtail.models import Collection

from courses.textformat import ContentError, Problem, schema

PICTURE = "picture"


def raw(kind, value):
    """What a StreamField stores for a block of this kind, from the fields of the text format."""
    if kind == "image":
        chosen = {"image": value["file"], "alt_text": value["alternative"], "decorative": value["decorative"]}
        return {"image": chosen, "caption": value["caption"]}
    if kind in FILES:
        return {FILES[kind] if name == "file" else name: part or None for name, part in value.items()}
    return value


def flat(kind, value):
    """The mirror of `raw`."""
    if kind == "image":
        chosen = value.get("image") or {}
        fields = {"file": chosen.get("image"), "alternative": chosen.get("alt_text") or ""}
        return fields | {"decorative": bool(chosen.get("decorative")), "caption": value.get("caption") or ""}
    if kind in FILES:
        return {"file" if name == FILES[kind] else name: part for name, part in value.items()}
    return value


FILES = {"video": "video", "document": "document"}  # block: what its file is called in the CMS


class Taken:
    """Files that come with texts, each stored once, by what is in it. `files` maps paths to bytes.

    What is refused in the CMS is refused here, by the same forms.
    """

    def __init__(self, files):
        self.files = files
        self.known = {}
        self.stored = []

    def number(self, kind: schema.File, path):
        """The primary key of the picture or document with this content. Raises ContentError."""
        if path not in self.known:
            self.known[path] = self._find(kind, path) or self._store(kind, path)
        return self.known[path]

    def _find(self, kind, path):
        same = _model(kind).objects.filter(file_hash=digest(self.files[path]))
        return same.values_list("pk", flat=True).order_by("pk").first()

    def _store(self, kind, path):
        form = _form(kind, path, self.files[path])
        if not form.is_valid():
            words = " ".join(message for messages in form.errors.values() for message in messages)
            raise ContentError([Problem(path, 1, "file", words)])
        made = form.save()
        self.stored.append(made.file)
        return made.pk

    def forget(self):
        """Takes away what was stored for a change that did not happen."""
        for file in self.stored:
            file.storage.delete(file.name)


class Given:
    """Files that a text names, gathered as it is written. The name is made of the content, so that it stays the same."""

    def __init__(self):
        self.files = {}

    def name(self, kind: schema.File, pk):
        row = _model(kind).objects.filter(pk=pk).first() if pk else None
        if row is None:
            return ""
        with row.file.open("rb") as file:
            content = file.read()
        name = digest(content)[:16] + PurePosixPath(row.file.name).suffix.lower()
        self.files[name] = content
        return name


def digest(content):
    """As the CMS finds the same file again."""
    return hashlib.sha1(content, usedforsecurity=False).hexdigest()


def _form(kind, path, content):
    """The CMS's own form for a new one."""
    form_of, model = get_image_form if kind.what == PICTURE else get_document_form, _model(kind)
    data = {"title": PurePosixPath(path).stem, "collection": Collection.get_first_root_node().pk}
    file = SimpleUploadedFile(PurePosixPath(path).name, content, mimetypes.guess_type(path)[0])
    return form_of(model)(data, {"file": file}, instance=model())


def _model(kind):
    return get_image_model() if kind.what == PICTURE else get_document_model()
