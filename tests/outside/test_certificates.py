"""Our certificate before judges that nobody here wrote: veraPDF, poppler's pdfsig and a reader of QR codes."""

import subprocess

import pytest
from PIL import Image, ImageOps

from certificates import document, layout, signature
from paper.typesetting import SERIF, width
from tests.certificates.conftest import imagined
from tests.outside.verapdf import breaches

CASES = {
    "ordinary": {},
    "short": {"name": "Bo Li", "organisation_name": "", "outcomes": ["Share early"], "principles": ["p5"]},
    "long": {
        "name": "Anneliese Featherstonehaugh-Cholmondeley " * 2,
        "outcomes": ["To ask what nobody asked " * 9] * 9,
    },
    "course": {"kind": "course", "principles": ["p1", "p2", "p3", "p4", "p5"], "modules": ["A module"] * 15},
    "specimen": {"is_specimen": True},
    "scripts": {"name": "عائشة שרה अनीता 王小明 한지민 🎉"},
}


@pytest.fixture
def written(tmp_path):
    def write(sealed=True, **facts):
        pdf = document.render(imagined(**facts))
        path = tmp_path / "certificate.pdf"
        path.write_bytes(signature.sign(pdf)[0] if sealed else pdf)
        return path

    return write


def said(*command):
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=True).stdout


@pytest.mark.parametrize("case", CASES)
def test_it_keeps_pdf_ua_with_its_seal(written, case):
    assert breaches(written(**CASES[case])) == []


def test_it_keeps_pdf_ua_without_a_seal(written):
    assert breaches(written(sealed=False)) == []


@pytest.mark.parametrize("site", ["http://localhost:8000", "https://leadership.training.localdigital.example.gov.uk"])
@pytest.mark.parametrize("resolution", [110, 300])
def test_its_qr_code_leads_to_its_own_verification_page(written, settings, tmp_path, site, resolution):
    settings.SITE_URL = site
    said("pdftoppm", "-r", str(resolution), "-png", "-singlefile", str(written()), str(tmp_path / "page"))
    assert (
        said("zbarimg", "--quiet", "--raw", str(tmp_path / "page.png")).strip() == f"{site}/verify/7KQM-2XN4-VJ8R-WT3H"
    )


@pytest.mark.parametrize(
    "name", ["Siân Hughes", "عائشة بنت عبد الرحمن", "שרה בת־שבע", "अनीता शर्मा", "王小明 한지민", "Zoë 👩🏽‍💻"]
)
def test_a_name_is_as_wide_on_paper_as_it_was_measured(written, tmp_path, name):
    """And so breaks into lines where it has to, and not before."""
    page = layout.page(imagined(name=name))
    said(
        "pdftoppm", "-r", "127", "-gray", "-singlefile", str(written(name=name)), str(tmp_path / "page")
    )  # 5 dots to 1 mm
    place = (layout.LEFT * 5 - 20, int(page.name.top * 5), 1485, int((page.name.top + page.name.height) * 5))
    left, _, right, _ = ImageOps.invert(Image.open(tmp_path / "page.pgm")).crop(place).getbbox()
    assert (right - left) / 5 == pytest.approx(width(name, SERIF, page.name.size), rel=0.05)


def test_poppler_finds_the_signature_valid_and_over_the_whole_file(written):
    told = said("pdfsig", "-nocert", str(written()))
    assert "Signature is Valid" in told
    assert "ETSI.CAdES.detached" in told
    assert "Total document signed" in told


def test_poppler_sees_one_changed_byte(written):
    path = written()
    pdf = bytearray(path.read_bytes())
    pdf[len(pdf) // 3] ^= 1
    path.write_bytes(pdf)
    told = subprocess.run(["pdfsig", "-nocert", str(path)], capture_output=True, text=True, timeout=60).stdout
    assert "Signature is Valid" not in told
