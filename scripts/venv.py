"""The virtual environment of this checkout, and the hashed requirements in it; shared by all that runs from here."""

import fcntl
import hashlib
import shutil
import subprocess
import sys
import venv
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from scripts.console import Counter, say, step
from scripts.places import CACHE, PYTHON, ROOT, VENV

RUNTIME = ROOT / "requirements.txt"
DEVELOPMENT = ROOT / "requirements-dev.txt"  # holds the runtime's too


def ready(requirements: Path = RUNTIME) -> Path:
    """Make the environment hold exactly these requirements' versions; quick when it does. Returns its Python."""
    with alone():
        if not works():
            with step("Making a virtual environment in .venv"):
                shutil.rmtree(VENV, ignore_errors=True)
                venv.create(VENV, with_pip=True)
        stamp = VENV / f".installed-{requirements.stem}"
        wanted = hashlib.sha256(requirements.read_bytes()).hexdigest()
        if not stamp.exists() or stamp.read_text() != wanted:
            with step(f"Installing {requirements.name} (a minute or so the first time)"):
                install(requirements)
            stamp.write_text(wanted)
    return PYTHON


def works() -> bool:
    """Whether the environment is whole, and of this Python: not half made, moved, or left by an older one."""
    if not PYTHON.exists() or not (VENV / "bin" / "pip").exists():
        return False
    ask = "import sys, pip; print(*sys.version_info[:2])"
    answer = subprocess.run([PYTHON, "-c", ask], capture_output=True, text=True)
    return answer.stdout.split() == [str(part) for part in sys.version_info[:2]]


def install(requirements: Path) -> None:
    """pip, with whatever index this machine is set to; nothing enters whose hash is not in the file."""
    total = sum("==" in line and line[0].isalnum() for line in requirements.read_text().splitlines() if line)
    counter, last = Counter(total, "fetched"), []
    command = [PYTHON, "-m", "pip", "install", "--require-hashes", "--no-input", "-r", requirements]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as pip:
        for line in pip.stdout:
            last = [*last[-25:], line]
            if line.startswith(("Collecting ", "Requirement already satisfied: ")):
                counter.add(line.split(": ")[-1].removeprefix("Collecting ").split("==")[0].strip())
            elif line.startswith("Installing "):
                counter.end()
                say("  unpacking …")
    if pip.returncode:
        raise SystemExit(f"\npip could not install {requirements.name}:\n{''.join(last)}")


@contextmanager
def alone() -> Iterator[None]:
    """Two commands started at once must not both fill the environment."""
    CACHE.mkdir(exist_ok=True)
    with (CACHE / "venv.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def lock(words: list[str]) -> int:
    """Write the two requirements files from what requirements*.in ask for, keeping versions unless --upgrade is said.
    No host of an index gets into them."""
    uv = [ready(DEVELOPMENT).with_name("uv"), "pip", "compile", "--quiet", "--generate-hashes", *words]
    plain = ["--no-emit-index-url", "--no-annotate", "--no-header"]
    target = ["--python-version", "3.11", "--python-platform", "linux"]
    for requirements in (RUNTIME, DEVELOPMENT):
        source = requirements.with_suffix(".in")
        subprocess.run([*uv, *plain, *target, source, "-o", requirements], check=True, cwd=ROOT)
        say(f"wrote {requirements.name}")
    return 0
