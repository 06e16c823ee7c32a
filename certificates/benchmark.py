"""What a certificate costs, measured for `manage.py bench`: CPU against WeasyPrint as one would first write it, side by side."""

import resource
import statistics
import time
from datetime import date
from importlib import import_module

import segno
from django.conf import settings
from django.template.loader import render_to_string
from django.utils.module_loading import import_string

from declaration.principles import PRINCIPLES
from paper.typesetting import ALWAYS, FONTS

from .codes import new_code
from .models import Certificate, Kind

OUTCOMES = [
    "Say what a building block is, and ask for one in a specification",
    "Recognise lock-in before a contract is signed, and name what leaving would cost",
    "Ask for open standards, and know what they are worth to the organisation",
    "Explain to a committee why an interface matters more than a product",
    "Decide with officers what to buy, what to build and what to reuse",
]


def measure(rounds: int = 20) -> dict:
    """{name: number}. Naive, lean and signed take turns, so that a busy machine weighs on all three alike."""
    document = import_module("certificates.document")
    sign = import_string("certificates.signature.sign")
    certificate = specimen()
    pdf = document.render(certificate)
    doors = {
        "naive": lambda: naive(document, certificate),
        "lean": lambda: lean(document, certificate),
        "signature": lambda: sign(pdf),
    }
    taken = {name: [] for name in doors}
    for run in doors.values():
        run()
    before = peak_memory()
    for _ in range(rounds):
        for name, run in doors.items():
            taken[name].append(cpu_milliseconds(run))
    median = {name: statistics.median(values) for name, values in taken.items()}
    return {
        "certificate_naive_cpu_ms": round(median["naive"], 1),
        "certificate_cpu_ms": round(median["lean"], 1),
        "certificate_signed_cpu_ms": round(median["lean"] + median["signature"], 1),
        "certificate_of_naive": round(median["lean"] / median["naive"], 2),
        "certificate_signed_of_naive": round((median["lean"] + median["signature"]) / median["naive"], 2),
        "certificate_bytes": len(sign(pdf)[0]),
        "certificate_memory_growth_kb": peak_memory() - before,
    }


def naive(document, certificate) -> bytes:
    """The same page as a first draft sets it: in flow, with columns, stylesheet and typefaces read each time.

    The QR code has the prettiest mask, as segno chooses it.
    """
    context = {
        "certificate": certificate,
        "faces": [(face, (FONTS / face).as_uri()) for face in ALWAYS],
        "background": document.background(tuple(certificate.principles)),
        "qr": segno.make(certificate.verification_url, error="m", micro=False).png_data_uri(scale=8, border=0),
    }
    html = render_to_string("certificates/first_draft.html", context)
    return import_module("paper.printing").write_naively(html)


def lean(document, certificate) -> bytes:
    """What the press does for it, here, where its CPU can be counted."""
    return import_module("paper.printing").write(document.markup(certificate), document.STYLE)


def specimen() -> Certificate:
    """Never saved."""
    return Certificate(
        pk=1,
        code=new_code(),
        kind=Kind.MODULE,
        name="A. Specimen",
        organisation_name="An Invented Council",
        title="A module of ordinary length",
        principles=[PRINCIPLES[1].code],
        outcomes=OUTCOMES,
        minutes=75,
        edition="Edition 1, 1 January 2026",
        issuer=settings.CERTIFICATE_ISSUER,
        awarded_on=date(2026, 1, 1),
        is_specimen=True,
    )


def cpu_milliseconds(run):
    started = time.process_time()
    run()
    return (time.process_time() - started) * 1000


def peak_memory():
    """In kilobytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
