"""The certificate as a PDF/UA-1: the only module that speaks to WeasyPrint. It reads packaged files and nothing else."""

import base64
import logging
from functools import cache
from pathlib import Path

import segno
from django.template.loader import render_to_string
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher

from . import layout
from .typesetting import ALWAYS, FONTS, OTHERS, is_plain

logger = logging.getLogger(__name__)

DESIGN_FOLDER = Path(__file__).parent / "design"
VARIANT = "pdf/ua-1"
MASK = 4  # any mask is read; trying all eight for the prettiest costs more than drawing it


class Refused(ValueError):
    """An address that a certificate has no business to ask for."""


class Fetcher(URLFetcher):
    """Data URIs, and the typefaces in our own folder by name; whatever else is asked for is refused, and so are redirects."""

    PACKAGED = frozenset(path.as_uri() for path in FONTS.glob("*.ttf"))

    def __init__(self):
        super().__init__(allowed_protocols={"data", "file"}, allow_redirects=False, timeout=1)

    def fetch(self, url, headers=None):
        if not url.startswith("data:") and url not in self.PACKAGED:
            logger.warning("A certificate asked for %.200s, and was refused.", url)
            raise Refused(url[:200])
        return super().fetch(url, headers)


FETCHER = Fetcher()


@cache
def _style(faces):
    """The parsed stylesheet with these faces and the fonts that belong to it: once in each process."""
    fonts = FontConfiguration()
    rules = [f"@font-face {{ font-family: {face}; src: url({(FONTS / face).as_uri()}.ttf) }}" for face in faces]
    families = ", ".join(face for face in faces if face not in ALWAYS)
    text = (DESIGN_FOLDER / "certificate.css").read_text().replace("/* others */", f", {families}" if families else "")
    return CSS(string="\n".join([*rules, text]), font_config=fonts, url_fetcher=FETCHER), fonts


def render(certificate) -> bytes:
    """The document of one certificate. Nothing of it but the code and the facts comes from outside this package."""
    html = markup(certificate)
    stylesheet, fonts = _style(ALWAYS if is_plain(html.replace("\n", "")) else ALWAYS + OTHERS)
    page = HTML(string=html, url_fetcher=FETCHER)
    return page.write_pdf(stylesheets=[stylesheet], font_config=fonts, pdf_variant=VARIANT, pdf_tags=True)


def markup(certificate) -> str:
    """Django escapes every value: whatever a name holds is text."""
    principles = certificate.principle_objects
    context = {
        "certificate": certificate,
        "page": layout.page(certificate),
        "qr": qr(certificate.verification_url),
        "background": background(tuple(certificate.principles)),
        "colour": principles[0].code if len(principles) == 1 else "all",
        "address": certificate.verification_url.split("://")[-1].removesuffix(certificate.code),
    }
    return render_to_string("certificates/document.html", context)


def qr(address: str) -> str:
    """A data URI."""
    code = segno.make(address, error="m", micro=False, mask=MASK)
    return code.svg_data_uri(border=0, xmldecl=False, svgns=True, nl=False)


@cache
def background(lit: tuple[str, ...]) -> str:
    """The panel with the house on five principles, those of this certificate in their light. A data URI."""
    svg = render_to_string("certificates/background.svg", {"lit": lit})
    return "data:image/svg+xml;base64," + base64.b64encode(svg.encode()).decode()
