"""The judge of our certificates can tell a file that keeps PDF/UA-1 from one that does not."""

import pytest
import weasyprint

from tests.outside.verapdf import breaches

PAGE = "<html lang='en-GB'><head><title>A title</title></head><body><h1>A heading</h1><p>Words.</p></body></html>"


@pytest.fixture
def written(tmp_path):
    def write(page, **options):
        path = tmp_path / "page.pdf"
        weasyprint.HTML(string=page).write_pdf(path, **options)
        return path

    return write


def test_a_tagged_document_keeps_the_standard(written):
    assert breaches(written(PAGE, pdf_variant="pdf/ua-1")) == []


def test_an_untagged_document_breaks_it(written):
    assert any("StructTreeRoot" in rule for rule in breaches(written(PAGE)))


def test_a_file_that_is_no_pdf_gets_no_verdict(tmp_path):
    (tmp_path / "page.pdf").write_text("not a PDF")
    with pytest.raises(RuntimeError, match="no verdict"):
        breaches(tmp_path / "page.pdf")
