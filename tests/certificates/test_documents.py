"""The PDF read back: its words, its language and tags, its typefaces, its seal, and what it may not read."""

import re
from io import BytesIO

import pytest
from pypdf import PdfReader

from certificates import document, signature
from paper.typesetting import OTHERS
from tests.certificates.conftest import imagined


def printed(**facts):
    return PdfReader(BytesIO(document.render(imagined(**facts))))


def words(pdf):
    return " ".join(pdf.pages[0].extract_text().split())


def typefaces(pdf):
    fonts = (font.get_object() for font in pdf.pages[0]["/Resources"]["/Font"].values())
    return {font["/BaseFont"].split("+")[-1] for font in fonts}


def test_it_says_who_what_when_and_where_to_check_it():
    said = words(printed())
    for fact in (
        "Siân Hughes", "Elmet Council", "Reading a business case", "Ask for open standards", "About 75 minutes of study",
        "22 November 2026", "Edition 2", "The Programme", "Fix the plumbing", "7KQM-2XN4-VJ8R-WT3H", "/verify/",
    ):  # fmt: skip
        assert fact in said


def test_it_is_one_page_of_a4_with_title_language_and_tags():
    pdf = printed()
    assert len(pdf.pages) == 1
    assert [round(float(side) / 72 * 25.4) for side in pdf.pages[0].mediabox[2:]] == [297, 210]
    assert pdf.trailer["/Root"]["/Lang"] == "en-GB"
    assert pdf.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert "Reading a business case" in pdf.metadata.title
    assert b"pdfuaid" in pdf.trailer["/Root"]["/Metadata"].get_data()


def test_it_names_all_the_principles_of_a_course():
    said = words(printed(kind="course", principles=["p1", "p2", "p3", "p4", "p5"], modules=["One", "Two"]))
    for name in (
        "Redesign around people’s needs",
        "Fix the plumbing",
        "Share information safely",
        "Embed an open culture",
    ):
        assert name in said


def test_its_link_leads_to_its_own_page(settings):
    settings.SITE_URL = "https://learn.example.gov.uk"
    (link,) = [a.get_object() for a in printed().pages[0]["/Annots"]]
    assert link["/A"]["/URI"] == "https://learn.example.gov.uk/verify/7KQM-2XN4-VJ8R-WT3H"


def test_a_specimen_says_so_and_another_does_not():
    assert "SPECIMEN" in words(printed(is_specimen=True))
    assert "SPECIMEN" not in words(printed()).upper()


def test_by_assessment_is_said():
    assert "by assessment" in words(printed(by_assessment=True))


def test_an_ordinary_one_carries_three_typefaces_each_embedded():
    pdf = printed()
    assert len(typefaces(pdf)) == 3
    for font in pdf.pages[0]["/Resources"]["/Font"].values():
        described = font.get_object()["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object()
        assert {"/FontFile2", "/FontFile3"} & set(described)


def test_a_name_in_another_script_brings_its_own_typeface_from_our_folder():
    used = typefaces(printed(name="عائشة 王小明"))
    assert {"NotoSansArabic-Regular", "DroidSansFallbackFull"} <= used
    assert all(re.match(r"(Noto|Droid|Nanum)", name) for name in used)
    assert {"NotoSansArabic-Regular", "DroidSansFallbackFull"} <= set(OTHERS)


def test_markup_in_a_name_is_text():
    said = words(printed(name="<b>Bobby</b> &amp; <script>alert(1)</script>"))
    assert "<b>Bobby</b> &amp; <script>alert(1)</script>" in said


def test_even_the_longest_facts_make_one_small_page():
    pdf = document.render(
        imagined(name="W" * 120, organisation_name="M" * 160, title="W" * 255, outcomes=["W" * 255] * 9)
    )
    assert len(pdf) < 500_000
    assert len(PdfReader(BytesIO(pdf)).pages) == 1


@pytest.fixture(scope="module")
def sealed():
    return signature.sign(document.render(imagined()))


def test_the_seal_is_ours_and_covers_the_whole_file(sealed):
    pdf, fingerprint = sealed
    assert signature.is_ours_and_whole(pdf)
    assert re.fullmatch(r"[0-9a-f]{64}", fingerprint)


@pytest.mark.parametrize("place", [0.1, 0.3, 0.5])
def test_one_changed_byte_breaks_the_seal(sealed, place):
    pdf = bytearray(sealed[0])
    pdf[int(len(pdf) * place)] ^= 1
    assert not signature.is_ours_and_whole(bytes(pdf))


def test_something_added_behind_the_seal_breaks_it(sealed):
    assert not signature.is_ours_and_whole(sealed[0] + b"\n% more\n" + sealed[0])


@pytest.mark.parametrize("rubbish", [b"", b"%PDF-1.7", b"%PDF-1.7\n" + b"\x00" * 5000, b"<html>"])
def test_what_is_no_pdf_has_no_seal(rubbish):
    assert not signature.is_ours_and_whole(rubbish)


def test_a_document_without_a_seal_has_none():
    assert not signature.is_ours_and_whole(document.render(imagined()))
