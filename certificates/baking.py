"""The picture of a badge with its credential inside, as wallets read it: an SVG, and a PNG drawn beforehand (design/badges/)."""

import struct
import zlib
from pathlib import Path

from django.template.loader import render_to_string

from .badges import token
from .models import Certificate

PICTURES = Path(__file__).parent / "design" / "badges"
END = 12  # bytes of the last chunk of a PNG, which says that it is over


def svg(certificate: Certificate, signed: str | None = None) -> bytes:
    """With the principles that the certificate serves in their light."""
    context = {
        "lit": certificate.principles,
        "kind": certificate.get_kind_display(),
        "specimen": certificate.is_specimen,
        "label": f"Open Badge: {certificate.title}",
        "token": signed or token(certificate),
    }
    return render_to_string("certificates/badge.svg", context).strip().encode()


def png(certificate: Certificate) -> bytes:
    """The token stands in an iTXt chunk before the end."""
    picture = (PICTURES / f"{_picture(certificate)}.png").read_bytes()
    chunk = b"openbadgecredential" + bytes(5) + token(certificate).encode()
    body = b"iTXt" + chunk
    baked = struct.pack(">I", len(chunk)) + body + struct.pack(">I", zlib.crc32(body))
    return picture[:-END] + baked + picture[-END:]


def _picture(certificate):
    serves = certificate.principles[0] if len(certificate.principles) == 1 else "all"
    return f"{certificate.kind}-{serves}{'-specimen' if certificate.is_specimen else ''}"
