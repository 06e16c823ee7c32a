"""What the files say about where things are: nothing about anybody's machine, and nothing that is not there."""

import re

from scripts.places import ROOT
from tests.house.tracked import texts

MACHINE = re.compile(r"(?<![\w./~-])/(?:work|farm|root|Users|home/\w+)/[\w.]")
REGISTRY = re.compile(r"https?://[\w.-]*(?:pypi|pythonhosted|npmjs|deb\.debian|artifact)[\w.-]*", re.IGNORECASE)
INDEX = re.compile(r"^\s*--(?:extra-)?(?:index-url|find-links|trusted-host)", re.MULTILINE)
WHERE_THINGS_LIVE = ROOT / "docs" / "where-things-live.md"


def told(text: str) -> list[str]:
    """What a text gives away about the machine that it was written on, or the registry that it was fed from."""
    return [match.group() for pattern in (MACHINE, REGISTRY, INDEX) for match in pattern.finditer(text)]


def paths_named(text: str) -> set[str]:
    """`like/this.py` and `like/this/` in backquotes; placeholders such as `content/modules/<slug>/` are not paths."""
    return {path for path in re.findall(r"`([\w.-]+/[\w./-]*|[\w-]+\.\w+)`", text) if "<" not in path}


def test_no_file_names_a_machine_or_a_registry():
    assert {path: found for path, text in texts().items() if (found := told(text))} == {}


def test_a_machine_and_a_registry_would_be_found():
    assert told("see /" + "work/main/x")
    assert told("cd /" + "home/jo/x")
    assert told("https://" + "pypi.org/simple")
    assert told("--index-url" + " https://example.org")
    assert not told("/health and home/models.py, https://gov.uk")


def test_every_path_in_where_things_live_is_there():
    named = paths_named(WHERE_THINGS_LIVE.read_text())
    assert named
    assert [path for path in sorted(named) if not (ROOT / path).exists()] == []


def test_paths_are_read_from_prose():
    text = "Change `courses/blocks.py` or `static/`, run `./run test`, see `README.md` and `content/<slug>/x.md`."
    assert paths_named(text) == {"courses/blocks.py", "static/", "README.md"}
