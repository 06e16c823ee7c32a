"""The files of the product, as git lists them: tracked, or new and not ignored."""

import subprocess
from functools import cache

from scripts.places import ROOT


@cache
def tracked() -> list[str]:
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return sorted(path for path in set(listed.stdout.splitlines()) if (ROOT / path).is_file())


@cache
def texts() -> dict[str, str]:
    """Path: text, of every file that is text."""
    found = {}
    for path in tracked():
        try:
            found[path] = (ROOT / path).read_text()
        except UnicodeDecodeError:
            continue
    return found
