"""What a certificate costs, measured for `manage.py bench`: CPU against WeasyPrint as one would first write it, side by side."""

import base64
import logging
import os
import re
import statistics
import time
from datetime import date
from importlib import import_module
from multiprocessing import get_context
from pathlib import Path

import segno
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.template.loader import render_to_string
from django.test import Client
from django.utils import timezone
from django.utils.module_loading import import_string

from declaration.principles import PRINCIPLES
from paper import press
from paper.typesetting import ALWAYS, FONTS
from people.actions import join
from progress.benchmark import BareHandler, Door, side_by_side

from . import document
from .codes import new_code
from .models import Certificate, Kind

OUTCOMES = [
    "Say what a building block is, and ask for one in a specification",
    "Recognise lock-in before a contract is signed, and name what leaving would cost",
    "Ask for open standards, and know what they are worth to the organisation",
    "Explain to a committee why an interface matters more than a product",
    "Decide with officers what to buy, what to build and what to reuse",
]


def measure(rounds: int = 20, documents: int = 1_000) -> dict:
    """{name: number}"""
    return cost(rounds) | throughput(max(2, documents // 20)) | endurance(documents) | verification(rounds)


def cost(rounds):
    """Naive, lean and sealed take turns, so that a busy machine weighs on all three alike."""
    sign = import_string("certificates.signature.sign")
    certificate = specimen()
    pdf = document.render(certificate)
    doors = {"naive": lambda: naive(certificate), "lean": lambda: lean(certificate), "signature": lambda: sign(pdf)}
    taken = {name: [] for name in doors}
    for run in doors.values():
        run()
    for _ in range(rounds):
        for name, run in doors.items():
            taken[name].append(cpu_milliseconds(run))
    taken["signed"] = [sum(both) for both in zip(taken["lean"], taken["signature"], strict=True)]
    return {
        "certificate_naive_cpu_ms": round(statistics.median(taken["naive"]), 1),
        "certificate_cpu_ms": round(statistics.median(taken["lean"]), 1),
        "certificate_signed_cpu_ms": round(statistics.median(taken["signed"]), 1),
        "certificate_of_naive": middle_ratio(taken["lean"], taken["naive"]),
        "certificate_signed_of_naive": middle_ratio(taken["signed"], taken["naive"]),
        "certificate_bytes": len(sign(pdf)[0]),
    }


def middle_ratio(ours, theirs):
    """Of those of each round: a machine that is busy for a while weighs on both sides of one, and on few of them."""
    return round(statistics.median(one / other for one, other in zip(ours, theirs, strict=True)), 3)


def throughput(each):
    """Whole certificates a second, printed and sealed, by one process and by two; and how long the slowest in twenty takes."""
    alone, together = _side_by_side(1, each), _side_by_side(2, each)
    return {
        "certificates_per_second": round(_rate(alone), 1),
        "certificates_per_second_by_two": round(_rate(together), 1),
        "certificate_p95_ms": round(statistics.quantiles(alone[0], n=20)[-1] * 1000, 1),
    }


def _side_by_side(processes, each):
    """For each process how long every one of its certificates took. Forked, as Celery forks its workers."""
    with get_context("fork").Pool(processes) as pool:
        return pool.map(_durations, [each] * processes, chunksize=1)


def _durations(number):
    sign = import_string("certificates.signature.sign")
    certificate, taken = specimen(), []
    for _ in range(number + 3):
        started = time.monotonic()
        sign(document.render(certificate))
        taken.append(time.monotonic() - started)
    return taken[3:]


def _rate(processes):
    return sum(len(taken) / sum(taken) for taken in processes)


def endurance(number):
    """How much the peak memory of a worker and of its press grows from the hundredth document to the thousandth, each printed and
    sealed, and what the press has then; in kilobytes."""
    sign, certificate = import_string("certificates.signature.sign"), specimen()

    def make(so_many):
        for _ in range(so_many):
            sign(document.render(certificate))
        return peak_memory(os.getpid()), peak_memory(press.process_id())

    worker, printer = make(number // 10)
    worker_then, printer_then = make(number - number // 10)
    return {
        "press_memory_kb": printer_then,
        "press_memory_growth_kb": printer_then - printer,
        "worker_memory_growth_kb": worker_then - worker,
    }


def verification(rounds):
    """The public page against a bare view, and whether its time tells a code that exists from one that does not."""
    certificate = specimen()
    certificate.pk, certificate.learner = None, join(email=f"bench-{certificate.code}@example.org", at=timezone.now())
    certificate.issued_at = timezone.now()
    certificate.save()
    page = f"/verify/{certificate.code}"
    door = Door(WSGIHandler(), page)
    ours, theirs, rate = side_by_side(door, Door(BareHandler(), "/bare/"), rounds)
    return {
        "verify_queries": door.queries(),
        "verify_cpu_ms": round(ours, 2),
        "verify_per_second": round(1000 / ours),
        "verify_of_bare": round(ours / theirs, 1),
        "verify_rate_of_bare": round(rate, 3),
        "verify_known_unknown_gap_ms": round(gap(page, f"/verify/{new_code()}"), 2),
    }


def gap(known, unknown, rounds=20):
    """Between the medians, in milliseconds; in turns, and fewer than are limited."""
    client, taken = Client(SERVER_NAME="localhost"), {known: [], unknown: []}
    logging.getLogger("django.request").setLevel(logging.ERROR)  # that nothing was found is what is measured
    for _ in range(rounds):
        for address, times in taken.items():
            started = time.monotonic()
            client.get(address)
            times.append((time.monotonic() - started) * 1000)
    return abs(statistics.median(taken[known]) - statistics.median(taken[unknown]))


def naive(certificate) -> bytes:
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


def lean(certificate) -> bytes:
    """All that the document takes, its badge too: what the press does is done here, where its CPU can be counted."""
    badge = document.badge(certificate)
    attached = [(badge.name, badge.description, base64.b64encode(badge.content))]
    return import_module("paper.printing").write(document.markup(certificate), document.STYLE, attached)


def specimen() -> Certificate:
    """Not saved."""
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
        awarded_month=date(2026, 1, 1),
        is_specimen=True,
    )


def cpu_milliseconds(run):
    started = time.process_time()
    run()
    return (time.process_time() - started) * 1000


def peak_memory(process):
    """In kilobytes."""
    return int(re.search(r"VmHWM:\s+(\d+)", Path(f"/proc/{process}/status").read_text()).group(1))
