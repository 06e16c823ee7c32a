"""A module in a zip of the text format: packed for elsewhere, or unpacked and taken in as drafts. Nobody's zip is trusted."""

import io
import zipfile

from django.db import transaction
from wagtail.locks import ScheduledForPublishLock, WorkflowLock

from courses.textformat import ContentError, Curriculum, Problem, SourceText, parse, render
from courses.textformat.nodes import LARGEST, LARGEST_FILE
from courses.textformat.reading import PLACES
from courses.textformat.references import names

from .judging import in_hand, surroundings
from .loading import Loader, Shelf, links
from .media import Taken
from .models import CourseIndexPage, LoadedPage, ModuleIndexPage, ModulePage, Source
from .writing import Named

MOST_FILES, LARGEST_ZIP = 200, 60_000_000
BEGINNING_OF_TIME = (1980, 1, 1, 0, 0, 0)
PACKING = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
ENCRYPTED, LINK = 0x1, 0o120000


def pack(module) -> bytes:
    """The module as it is in hand, with its lessons and the sources that they cite. Raises ContentError.

    The same module gives the same bytes.
    """
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, content in sorted(module_files(module).items()):
            archive.writestr(zipfile.ZipInfo(path, BEGINNING_OF_TIME), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def module_files(module) -> dict[str, bytes]:
    module, lessons = in_hand(module), [in_hand(lesson) for lesson in module.lessons()]
    writer = Named({module.pk: module.code} | {lesson.pk: f"{module.code}/{lesson.code}" for lesson in lessons})
    text = writer.module(module, lessons)
    _refuse_unwritable(text, writer.troubles)
    files = {path: content.encode() for path, content in render(Curriculum(tuple(_sources(text)), (text,))).items()}
    files |= {f"modules/{text.id}-{text.slug}/files/{name}": content for name, content in writer.given.files.items()}
    parse(files, names(surroundings()))
    return files


def unpack(data: bytes) -> dict[str, bytes]:
    """Path to content. Raises ContentError for whatever is not a plain zip of a few small files."""
    if len(data) > LARGEST_ZIP:
        raise _not_taken("", "too-large", f"The file is over {LARGEST_ZIP:,} bytes.")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _files(archive)
    except (zipfile.BadZipFile, OSError, EOFError, ValueError, NotImplementedError, RuntimeError) as error:
        if isinstance(error, ContentError):
            raise
        raise _not_taken("", "no-zip", "This is no zip file, or a damaged one.") from error


@transaction.atomic
def take_in(files, *, at) -> ModulePage:
    """The one module in these files, as drafts: nothing changes for readers. Raises ContentError; then nothing is kept."""
    curriculum = parse(files, names(surroundings()))
    if len(curriculum.modules) != 1 or curriculum.courses or curriculum.pages:
        raise _not_taken("", "one-module", "The zip holds one module and the sources that it cites, and nothing else.")
    taken = Taken(files)
    try:
        return _as_drafts(curriculum, taken, at)
    except Exception:
        taken.forget()
        raise


def _as_drafts(curriculum, taken, at):
    shelf = Drafts(at)
    loader = Loader(shelf, links, taken)
    present = set(Source.objects.values_list("key", flat=True))
    loader.sources(source for source in curriculum.sources if source.key not in present)
    loader.make(curriculum, ModuleIndexPage.objects.get(), CourseIndexPage.objects.first())
    loader.fill(curriculum)
    if shelf.locked:
        raise ContentError(shelf.locked)
    return shelf.again(ModulePage, curriculum.modules[0].id)


class Drafts(Shelf):
    """Fills pages with drafts only. What stands stays as it is until somebody publishes.

    `locked` are the problems with pages that nobody may change now: what is approved would not be what was sent for approval.
    """

    def __init__(self, at):
        super().__init__(at)
        self.locked = []

    def orders(self, path):
        return path in self.made

    def wants(self, path, page, content):
        if path not in self.made and (lock := page.get_lock()):
            self.locked.append(Problem(path, 1, "locked", _said_of(lock, page)))
        (self.report.created if path in self.made else self.report.changed).append(path)
        return True

    def keep(self, path, page, content, *, live, ids=None):
        page.live = path not in self.made and page.live
        page.save_revision(changed=True, clean=False)
        row, _ = LoadedPage.objects.get_or_create(
            path=path, defaults={"page_id": page.pk, "content_hash": "", "loaded_at": self.at}
        )
        row.ids |= ids or {}
        row.save(update_fields=["ids"])


def _said_of(lock, page):
    if isinstance(lock, ScheduledForPublishLock):
        return f"“{page.title}” is to be published at a time that was set. Cancel that first, then import again."
    if isinstance(lock, WorkflowLock):
        return f"“{page.title}” waits for approval. Have it approved or sent back first, then import again."
    return f"“{page.title}” is locked. Have it unlocked first, then import again."


def _files(archive):
    entries = [entry for entry in archive.infolist() if not entry.is_dir()]
    if len(entries) > MOST_FILES:
        raise _not_taken("", "too-many", f"The zip holds over {MOST_FILES} files.")
    files = {}
    for entry in entries:
        _refuse_odd(entry, files)
        most = LARGEST_FILE if PLACES["file"].fullmatch(entry.filename) else LARGEST
        with archive.open(entry) as opened:
            files[entry.filename] = opened.read(most + 1)  # whatever its header claims
        if len(files[entry.filename]) > most:
            raise _not_taken(entry.filename, "too-large", f"The file is over {most:,} bytes.")
        if sum(map(len, files.values())) > 2 * LARGEST_ZIP:
            raise _not_taken(entry.filename, "too-large", "Unpacked, the zip is too large.")
    return files


def _refuse_odd(entry, files):
    path = entry.filename
    if path.startswith("/") or "\\" in path or ".." in path.split("/") or ":" in path:
        raise _not_taken(path, "path", "The path leads out of the zip.")
    if entry.flag_bits & ENCRYPTED or entry.compress_type not in PACKING or (entry.external_attr >> 16) & LINK == LINK:
        raise _not_taken(path, "kind", "A link, or packed in a way that is not accepted.")
    if path in files:
        raise _not_taken(path, "duplicate", "The file is in the zip twice.")


def _not_taken(path, code, message):
    return ContentError([Problem(path or "zip", 1, code, message)])


def _refuse_unwritable(text, troubles):
    found = [Problem(block, 1, "markdown", message) for block, message in troubles]
    for lesson in text.lessons:
        message = f"The {{}} in lesson “{lesson.title}” cannot be exported: its file is missing."
        found += [
            Problem(block.id, 1, "file", message.format(block.type))
            for block in lesson.blocks
            if block.fields.get("file") == ""
        ]
    if found:
        raise ContentError(found)


def _sources(text):
    """The sources that a module cites, anywhere in it."""
    keys = set(text.sources)
    for lesson in text.lessons:
        keys |= set(lesson.sources)
        for block in lesson.blocks:
            keys |= {*block.fields.get("sources", ()), block.fields.get("source", "")}
    for source in Source.objects.filter(key__in=keys).order_by("key"):
        shared = ("key", "title", "publisher", "date", "confidence", "url", "note")
        yield SourceText(**{name: getattr(source, name) for name in shared})
