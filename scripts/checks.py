"""`./run check` and `./run fix`: what can be seen in the code without running the product."""

import os
import shutil
import tempfile
import time
from pathlib import Path

from scripts import venv
from scripts.console import say
from scripts.places import CACHE, PYTHON
from scripts.processes import run

BIN = PYTHON.parent
APPS = [
    "training", "home", "reports", "coordination", "certificates", "progress", "assessment", "feedback", "courses",
    "people", "mail", "organisations", "audit", "declaration", "look", "paper",
]  # fmt: skip

# Of this run alone: two checks at once would take each other's away.
SIGNING = Path(tempfile.gettempdir()) / f"check-signing-key-{os.getpid()}"
# Invented values with which production settings must load and pass Django's own deployment checks.
PRODUCTION = {
    "DJANGO_SETTINGS_MODULE": "training.settings.production",
    "FIELD_KEYS": "b25seS1mb3ItdGhlLWNoZWNrLTMyLWJ5dGVzLS0tLSE=",
    "SIGNING_KEY_FILE": str(SIGNING / "key.pem"),
    "SIGNING_CERTIFICATE_FILE": str(SIGNING / "certificate.pem"),
    "SECRET_KEY": "only-for-the-check-5e1c0f7a9b3d4286a1f0c9d8e7b6a5f4e3d2c1b0a9f8",
    "ALLOWED_HOSTS": "training.example.gov.uk",
    "SITE_URL": "https://training.example.gov.uk",
    "DATABASE_URL": "postgres://nobody:nothing@localhost/nowhere",
    "REDIS_URL": "redis://localhost:6379/0",
}
TEST = {"DJANGO_SETTINGS_MODULE": "training.settings.test"}

# what is looked at: the command, and the settings that it needs
CHECKS: dict[str, tuple[list[str | os.PathLike], dict[str, str]]] = {
    "style and complexity": ([BIN / "ruff", "check", "--output-format", "concise", "."], {}),
    "format": ([BIN / "ruff", "format", "--check", "--output-format", "concise", "."], {}),
    "layers": ([BIN / "lint-imports", "--cache-dir", CACHE / "imports"], {}),
    "templates": ([BIN / "djlint", "templates", "--lint", "--quiet"], {}),
    "insecure calls": ([BIN / "bandit", "--quiet", "--configfile", "pyproject.toml", "--recursive", *APPS], {}),
    "our own rules": ([PYTHON, "-m", "scripts.dangers"], {}),
    "secrets": ([PYTHON, "-m", "scripts.leaks"], {}),
    "no missing migration": ([PYTHON, "manage.py", "makemigrations", "--check", "--dry-run"], TEST),
    "a signing key": ([PYTHON, "manage.py", "make_signing_key", SIGNING, "--name", "Nobody"], TEST),
    "production settings": ([PYTHON, "manage.py", "check", "--deploy", "--fail-level", "WARNING"], PRODUCTION),
}


def check() -> int:
    """Run every check, whatever the others said. Returns 1 when any found something."""
    venv.ready(venv.DEVELOPMENT)
    try:
        found = [name for name, (command, settings) in CHECKS.items() if not passes(name, command, settings)]
    finally:
        shutil.rmtree(SIGNING, ignore_errors=True)
    say("All checks pass." if not found else f"To put right: {', '.join(found)}.")
    return int(bool(found))


def passes(name: str, command: list[str | os.PathLike], settings: dict[str, str]) -> bool:
    started = time.monotonic()
    code = run(command, os.environ | settings)
    say(f"{'ok   ' if code == 0 else 'FOUND'} {name} ({time.monotonic() - started:.1f} s)")
    return code == 0


def fix() -> int:
    venv.ready(venv.DEVELOPMENT)
    run([BIN / "ruff", "check", "--fix", "--quiet", "."])
    return run([BIN / "ruff", "format", "."])
