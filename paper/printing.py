"""What runs in the process of the press (`python -m paper.printing`): the only module that speaks to WeasyPrint.

Everything that it reads goes through one fetcher, which knows data URIs and the packaged typefaces. No Django here.
"""

import base64
import json
import logging
import os
import resource
import sys
import traceback
from functools import lru_cache
from pathlib import Path

from weasyprint import CSS, HTML, Attachment
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher

from .press import FRAME
from .typesetting import ALWAYS, FONTS, OTHERS, is_plain

logger = logging.getLogger(__name__)

VARIANT = "pdf/ua-1"
MEMORY = (
    1_000_000_000  # bytes of address space; a certificate in every script takes a third. PRESS_MEMORY says otherwise
)


class Refused(ValueError):
    """An address that a document has no business to ask for."""


class Fetcher(URLFetcher):
    """Data URIs, and the typefaces in our own folder by name; whatever else is asked for is refused, and so are redirects."""

    PACKAGED = frozenset(path.as_uri() for path in FONTS.glob("*.ttf"))

    def __init__(self):
        super().__init__(allowed_protocols={"data", "file"}, allow_redirects=False, timeout=1)

    def fetch(self, url, headers=None):
        if not url.startswith("data:") and url not in self.PACKAGED:
            logger.warning("A document asked for %.60s, and was refused.", url)
            raise Refused(url[:200])
        return super().fetch(url, headers)


FETCHER = Fetcher()


def write(html: str, css: str, attachments=()) -> bytes:
    """The document as a tagged PDF/UA-1. `attachments` are (name, description, content in base64)."""
    faces = ALWAYS if is_plain(html.replace("\n", "")) else ALWAYS + OTHERS
    stylesheet, fonts = _style(css, faces)
    page = HTML(string=html, url_fetcher=FETCHER)
    attached = [
        Attachment(string=base64.b64decode(content), name=name, description=words, url_fetcher=FETCHER)
        for name, words, content in attachments
    ]
    return page.write_pdf(
        stylesheets=[stylesheet], font_config=fonts, attachments=attached, pdf_variant=VARIANT, pdf_tags=True
    )


def write_naively(html: str) -> bytes:
    """As one would first write it, with nothing kept from one document to the next: what `./run bench` compares with."""
    return HTML(string=html, url_fetcher=FETCHER).write_pdf(pdf_variant=VARIANT, pdf_tags=True)


@lru_cache(maxsize=16)
def _style(css, faces):
    """The parsed stylesheet with these faces and the fonts that belong to it: once in each process."""
    fonts = FontConfiguration()
    rules = [f"@font-face {{ font-family: {face}; src: url({(FONTS / face).as_uri()}.ttf) }}" for face in faces]
    families = ", ".join(face for face in faces if face not in ALWAYS)
    text = css.replace("/* others */", f", {families}" if families else "")
    return CSS(string="\n".join([*rules, text]), font_config=fonts, url_fetcher=FETCHER), fonts


def serve(orders, finished):
    """Says that it is ready; then one document after another, until whoever orders them is gone.

    Short of memory it ends: a new process is cheap.
    """
    _answer(finished, True, b"")
    while head := orders.read(FRAME.size):
        try:
            answer = True, write(**json.loads(orders.read(FRAME.unpack(head)[1])))
        except MemoryError:
            return
        except Exception as error:
            answer = False, _reason(error).encode()
        _answer(finished, *answer)


def _reason(error):
    """What went wrong and where in the code: never what stood in the document."""
    place = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__} at {Path(place.filename).name}:{place.lineno}"


def _answer(pipe, good, content):
    pipe.write(FRAME.pack(good, len(content)) + content)
    pipe.flush()


if __name__ == "__main__":
    memory = int(os.environ.get("PRESS_MEMORY", MEMORY))
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    for noisy in ("weasyprint", "fontTools"):
        logging.getLogger(noisy).setLevel(logging.ERROR)
    serve(sys.stdin.buffer, sys.stdout.buffer)
