"""Programs of other people that npm holds, at the versions of package-lock.json, in the cache."""

import fcntl
import shutil
import subprocess
from functools import cache
from pathlib import Path

from scripts.places import CACHE

HERE, FOLDER = Path(__file__).parent, CACHE / "outside" / "npm"
NAMES = ("package.json", "package-lock.json")


@cache
def installed() -> Path:
    """The folder node_modules: fetched once for each state of the lock, without running anybody's install scripts."""
    wanted = HERE / "package-lock.json"
    done = FOLDER / "done.json"
    FOLDER.mkdir(parents=True, exist_ok=True)
    with (FOLDER.parent / "npm.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)  # tests run in two processes
        if not done.exists() or done.read_bytes() != wanted.read_bytes():
            fetch()
            shutil.copy(wanted, done)
    return FOLDER / "node_modules"


def fetch() -> None:
    for name in NAMES:
        shutil.copy(HERE / name, FOLDER)
    options = ["--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    subprocess.run(["npm", "ci", *options], cwd=FOLDER, check=True, capture_output=True, text=True)
