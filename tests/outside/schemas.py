"""1EdTech's own JSON schema of Open Badges 3.0, out of the source package of openbadgeslib (its wheel leaves it out)."""

import subprocess
import sys
import tarfile
from importlib.metadata import version
from pathlib import Path

from scripts.places import CACHE

NAME = "ob_v3p0_achievementcredential_schema.json"


def open_badges() -> Path:
    """Fetched once, as pip fetches anything."""
    schema = CACHE / "outside" / NAME
    if not schema.exists():
        schema.parent.mkdir(parents=True, exist_ok=True)
        package = f"openbadgeslib=={version('openbadgeslib')}"
        options = ["--no-deps", "--no-binary", "openbadgeslib", "--dest", schema.parent]
        subprocess.run([sys.executable, "-m", "pip", "download", "--quiet", package, *options], check=True)
        with tarfile.open(next(schema.parent.glob("openbadgeslib-*.tar.gz"))) as archive:
            (member,) = [name for name in archive.getnames() if name.endswith(NAME)]
            schema.write_bytes(archive.extractfile(member).read())
    return schema
