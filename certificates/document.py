"""The certificate as a PDF: its markup, made of facts and nothing else, and the press that prints it."""

import base64
from functools import cache
from pathlib import Path

import segno
from django.template.loader import render_to_string

from paper.press import Attached, print_pdf

from . import baking, layout

STYLE = (Path(__file__).parent / "design" / "certificate.css").read_text()
MASK = 4  # any mask is read; trying all eight for the prettiest costs more than drawing it


def render(certificate, *, wait=-1) -> bytes:
    """The document of one certificate. Raises paper.press.NotPrinted, and Busy after `wait` seconds in the queue."""
    return print_pdf(markup(certificate), css=STYLE, attached=(badge(certificate),), wait=wait)


def badge(certificate) -> Attached:
    return Attached("open-badge.svg", "The same award as an Open Badge 3.0", baking.svg(certificate))


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
    """A data URI. As a picture, whose dots stay sharp at any size, it costs the press a tenth of what it costs as a drawing."""
    return segno.make(address, error="m", micro=False, mask=MASK).png_data_uri(scale=4, border=0)


@cache
def background(lit: tuple[str, ...]) -> str:
    """The panel with the house on five principles, those of this certificate in their light. A data URI."""
    svg = render_to_string("certificates/background.svg", {"lit": lit})
    return "data:image/svg+xml;base64," + base64.b64encode(svg.encode()).decode()
