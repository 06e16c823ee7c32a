"""Whether the door gives accounts away by time, measured for `manage.py bench signin`: known and unknown addresses take turns."""

import secrets
import statistics
import time

from django.conf import settings
from django.test import Client, override_settings
from django.utils import timezone

from . import actions

HOST = "localhost"


def measure(rounds: int = 100) -> dict:
    """Milliseconds from the click to the answer, as medians, and the gap between them. Alternating, so that load weighs on both alike."""
    taken = {"known": [], "unknown": []}
    with override_settings(ACCOUNT_RATE_LIMITS={}, ALLOWED_HOSTS=[HOST]):
        for number in range(rounds + 1):
            for kind in ("known", "unknown") if number % 2 else ("unknown", "known"):
                milliseconds = _ask(_address(kind))
                if number:  # the first one warms up
                    taken[kind].append(milliseconds)
    known, unknown = (statistics.median(taken[kind]) for kind in ("known", "unknown"))
    return {
        "sign_in_known_ms": round(known, 2),
        "sign_in_unknown_ms": round(unknown, 2),
        "sign_in_gap_ms": round(abs(known - unknown), 2),
    }


def _address(kind):
    address = f"bench-{secrets.token_hex(6)}@bench.example"
    if kind == "known":
        actions.join(email=address, at=timezone.now())
    return address


def _ask(address):
    browser = Client(HTTP_HOST=HOST)
    began = time.perf_counter()
    answer = browser.post("/sign-in/", {"email": address}, secure=settings.SECURE_SSL_REDIRECT)
    taken = (time.perf_counter() - began) * 1000
    if answer.status_code != 302:
        raise RuntimeError(f"The door answered {answer.status_code}.")
    return taken
