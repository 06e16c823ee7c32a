"""Programs of other people that npm holds, at the versions of package-lock.json, in the cache."""

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
    lock = HERE / "package-lock.json"
    done = FOLDER / "done.json"
    if not done.exists() or done.read_bytes() != lock.read_bytes():
        FOLDER.mkdir(parents=True, exist_ok=True)
        for name in NAMES:
            shutil.copy(HERE / name, FOLDER)
        options = ["--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
        subprocess.run(["npm", "ci", *options], cwd=FOLDER, check=True, capture_output=True, text=True)
        shutil.copy(lock, done)
    return FOLDER / "node_modules"
