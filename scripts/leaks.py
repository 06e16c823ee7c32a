"""`python -m scripts.leaks`: nothing that looks like a secret, but what somebody has looked at and listed in .secrets.baseline.

`python -m scripts.leaks --list` writes that list anew, for a person to read before it is committed.
"""

import json
import subprocess
import sys
from pathlib import Path

from detect_secrets import SecretsCollection
from detect_secrets.core import baseline
from detect_secrets.settings import default_settings

from scripts.console import say
from scripts.places import ROOT

LIST = ROOT / ".secrets.baseline"
# Where a secret would be written by mistake; content and locked hashes are looked at by people and by pip.
KINDS = "*.py", "*.toml", "*.yaml", "*.yml", "*.sh", "*.conf", "Dockerfile", "Procfile", ".env.example", "run"


def files(root: Path = ROOT) -> list[str]:
    listed = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "--", *KINDS]
    found = subprocess.run(listed, cwd=root, capture_output=True, text=True, check=True).stdout.splitlines()
    return sorted(name for name in found if not name.startswith("content/") and (root / name).is_file())


def found_in(names: list[str], root: Path = ROOT) -> SecretsCollection:
    secrets = SecretsCollection(root=str(root))
    with default_settings():
        secrets.scan_files(*names)  # in as many processes as there are processors
    return secrets


def known() -> SecretsCollection:
    return baseline.load(baseline.load_from_file(str(LIST)))


def survey(names: list[str], root: Path = ROOT) -> list[str]:
    """A line for each that is not listed. The words themselves are never shown."""
    new = found_in(names, root) - known()
    return [f"{name}:{secret.line_number}: {secret.type}" for name, secret in new]


def write_list() -> None:
    with default_settings():
        text = baseline.format_for_output(found_in(files()), is_slim_mode=True)
    LIST.write_text(json.dumps(text, indent=1) + "\n")


if __name__ == "__main__":
    if "--list" in sys.argv:
        write_list()
    findings = survey(files())
    for finding in findings:
        say(finding)
    sys.exit(bool(findings))
