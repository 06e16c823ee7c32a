"""`python -m scripts.leaks`: nothing that looks like a secret, but what somebody has looked at and listed in .secrets.baseline.

`python -m scripts.leaks --list` writes that list anew, for a person to read before it is committed.
"""

import json
import re
import subprocess
import sys
from pathlib import Path

from detect_secrets import SecretsCollection
from detect_secrets.plugins.base import RegexBasedDetector
from detect_secrets.plugins.high_entropy_strings import HighEntropyStringsPlugin
from detect_secrets.plugins.keyword import DENYLIST
from detect_secrets.settings import default_settings, get_plugins

from scripts.console import say
from scripts.places import ROOT

LIST = ROOT / ".secrets.baseline"
NAMES_OF_SECRETS = re.compile("|".join(DENYLIST), re.IGNORECASE)
# Where a secret would be written by mistake; content and locked hashes are looked at by people and by pip.
KINDS = "*.py", "*.toml", "*.yaml", "*.yml", "*.sh", "*.conf", "Dockerfile", "Procfile", ".env.example", "run"


def files(root: Path = ROOT) -> list[str]:
    listed = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "--", *KINDS]
    found = subprocess.run(listed, cwd=root, capture_output=True, text=True, check=True).stdout.splitlines()
    return sorted(name for name in found if not name.startswith("content/") and (root / name).is_file())


def found_in(names: list[str], root: Path = ROOT) -> SecretsCollection:
    secrets = SecretsCollection(root=str(root))
    with default_settings():
        for name in names:
            if is_suspect(root / name):
                secrets.scan_file(name)
    return secrets


def is_suspect(path: Path) -> bool:
    """Whether anything in it could be found: a quick look at the whole of it for each detector, which saves a slow one at each line.
    Only Python is looked at so; other kinds are rewritten before they are searched."""
    text = path.read_text() if path.suffix == ".py" else None
    return text is None or any(_may_find(detector, text) for detector in get_plugins())


def _may_find(detector, text: str) -> bool:
    if isinstance(detector, RegexBasedDetector):
        return any(pattern.search(text) for pattern in detector.denylist)
    if isinstance(detector, HighEntropyStringsPlugin):
        found = detector.analyze_string(text)
        return any(detector.calculate_shannon_entropy(word) > detector.entropy_limit for word in found)
    return bool(NAMES_OF_SECRETS.search(text))


def known() -> set[tuple[str, str, str]]:
    """Of each that is listed: the file, the kind, and a hash of the words."""
    listed = json.loads(LIST.read_text())
    return {(name, kind, digest) for name, secrets in listed.items() for kind, digest in secrets}


def survey(names: list[str], root: Path = ROOT) -> list[str]:
    """A line for each that is not listed. The words themselves are never shown."""
    listed = known()
    found = found_in(names, root)
    new = [(name, secret) for name, secret in found if (name, secret.type, secret.secret_hash) not in listed]
    return [f"{name}:{secret.line_number}: {secret.type}" for name, secret in new]


def write_list() -> None:
    listed = {}
    for name, secret in found_in(files()):
        listed.setdefault(name, []).append([secret.type, secret.secret_hash])
    LIST.write_text(json.dumps(listed, indent=1, sort_keys=True) + "\n")


if __name__ == "__main__":
    if "--list" in sys.argv:
        write_list()
    findings = survey(files())
    for finding in findings:
        say(finding)
    sys.exit(bool(findings))
