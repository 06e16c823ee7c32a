"""What the machine must have besides Python. As root or with sudo the missing Debian packages are installed;
otherwise the line that installs them is printed."""

import ctypes
import os
import shutil
import subprocess
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

from scripts.console import say


def library(name: str) -> Callable[[], bool]:
    def present() -> bool:
        try:
            return bool(ctypes.CDLL(name))
        except OSError:
            return False

    return present


def program(name: str) -> Callable[[], bool]:
    return lambda: shutil.which(name) is not None


def file(pattern: str) -> Callable[[], bool]:
    return lambda: any(Path("/").glob(pattern.lstrip("/")))


# Debian package: how one sees that it (or something as good) is there.
SERVING = {
    "python3-venv": lambda: find_spec("ensurepip") is not None,
    "libpango-1.0-0": library("libpango-1.0.so.0"),
    "libpangoft2-1.0-0": library("libpangoft2-1.0.so.0"),
    "libharfbuzz-subset0": library("libharfbuzz-subset.so.0"),
}
SERVICES = {
    "postgresql": file("/usr/lib/postgresql/*/bin/postgres"),
    "redis-server": program("redis-server"),
}
BROWSING = {
    "chromium": program("chromium"),
    "fonts-liberation": file("/usr/share/fonts/truetype/liberation*/LiberationSans-Regular.ttf"),
}
READING_BACK = {
    "poppler-utils": program("pdftotext"),
    "zbar-tools": program("zbarimg"),
    "default-jre-headless": program("java"),
    "libjaxb-java": file("/usr/share/java/jaxb-runtime.jar"),
    "nodejs": program("node"),
    "npm": program("npm"),
}


def missing(packages: dict[str, Callable[[], bool]]) -> list[str]:
    return [name for name, present in packages.items() if not present()]


def install_line(packages: list[str]) -> str:
    return f"apt-get install --no-install-recommends {' '.join(packages)}"


def provide(packages: dict[str, Callable[[], bool]]) -> list[str]:
    """Install what is missing where that is allowed. Returns what is missing still, having said how to get it."""
    absent = missing(packages)
    if absent and (become := root()) is not None:
        say(f"· Installing Debian packages: {' '.join(absent)} …")
        apt(become, "update", "-qq")
        apt(become, "install", "-y", "-qq", "--no-install-recommends", *absent)
        absent = missing(packages)
    if absent:
        say(f"This machine lacks {', '.join(absent)}. On Debian or Ubuntu:\n\n    sudo {install_line(absent)}\n")
    return absent


def root() -> list[str] | None:
    """How a command is run as root here: as it is, with sudo, or (None) not at all."""
    if shutil.which("apt-get") is None:
        return None
    if os.geteuid() == 0:
        return []
    sudo = shutil.which("sudo")
    if sudo and subprocess.run([sudo, "-n", "true"], capture_output=True).returncode == 0:
        return [sudo, "-n"]
    return None


def apt(become: list[str], *words: str) -> None:
    quiet = ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-o", "Dpkg::Use-Pty=0"]
    result = subprocess.run([*become, *quiet, *words], stdin=subprocess.DEVNULL, capture_output=True, text=True)
    if result.returncode:
        say(f"apt-get {words[0]} said:\n{(result.stdout + result.stderr)[-2000:]}")
