"""What editors may put into the CMS as a file: of a bounded size, and what its ending says that it is. Pictures are Wagtail's to check."""

import zipfile

from django.core.exceptions import ValidationError
from wagtail.documents.forms import BaseDocumentForm

LARGEST = 20_000_000  # bytes of a document or film
OPENS_WITH = {"pdf": (0, b"%PDF-"), "mp4": (4, b"ftyp"), "vtt": (0, b"WEBVTT")}
NEVER = (0, b"a file of a kind that is not taken")
OFFICE = {
    "docx": "word/",
    "xlsx": "xl/",
    "pptx": "ppt/",
    "odt": "content.xml",
    "ods": "content.xml",
    "odp": "content.xml",
}
RUNS = ("vbaproject.bin", "basic/", "scripts/")
NOT_WHAT_IT_SAYS = "This is no {} file. Save it in its own program again, and upload that."


class DocumentForm(BaseDocumentForm):
    """For the CMS and for what comes in a zip."""

    def clean_file(self):
        file = self.cleaned_data["file"]
        if "file" in self.changed_data:
            refuse_unsound(file, file.name.rpartition(".")[2].lower())
        return file


def refuse_unsound(file, ending):
    """Raises ValidationError, in words, for what is too large, is not what it says, or brings a program along."""
    if file.size > LARGEST:
        raise ValidationError(f"The file is over {LARGEST // 1_000_000} MB.")
    if ending in OFFICE:
        _refuse_odd_office_file(file, ending)
    elif ending == "csv":
        _refuse_odd_text(file)
    else:
        place, opening = OPENS_WITH.get(ending, NEVER)
        if _start(file)[place : place + len(opening)] != opening:
            raise ValidationError(NOT_WHAT_IT_SAYS.format(ending.upper()))


def _refuse_odd_office_file(file, ending):
    try:
        with zipfile.ZipFile(file) as archive:
            names = [name.lower() for name in archive.namelist()]
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise ValidationError(NOT_WHAT_IT_SAYS.format(ending.upper())) from error
    finally:
        file.seek(0)
    if not any(name.startswith(OFFICE[ending]) for name in names):
        raise ValidationError(NOT_WHAT_IT_SAYS.format(ending.upper()))
    if any(name.startswith(RUNS) or name.endswith(RUNS) for name in names):
        raise ValidationError("The file holds a program (a macro). Save it without, and upload that.")


def _refuse_odd_text(file):
    try:
        text = file.read().decode()
    except UnicodeDecodeError as error:
        raise ValidationError("This is no text in UTF-8.") from error
    finally:
        file.seek(0)
    if "\0" in text or text.lstrip("\ufeff \r\n\t").startswith("<"):
        raise ValidationError(NOT_WHAT_IT_SAYS.format("CSV"))


def _start(file):
    start = file.read(16)
    file.seek(0)
    return start
