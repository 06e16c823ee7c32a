"""A module on paper before veraPDF: the first of the curriculum, as it is printed for readers."""

from django.core.management import call_command

from courses import booklet
from courses.models import ModulePage
from paper.press import print_pdf
from scripts.places import ROOT
from tests.outside.verapdf import breaches

CODES = ("m01", "m08")


def test_modules_of_the_curriculum_keep_pdf_ua(db, tmp_path):
    call_command("load_content", ROOT / "content", verbosity=0)
    for module in ModulePage.objects.filter(code__in=CODES):
        path = tmp_path / f"{module.code}.pdf"
        path.write_bytes(print_pdf(booklet.markup(module, list(module.live_lessons())), css=booklet.STYLE))
        assert breaches(path) == []
