"""Every setting from the environment is listed in .env.example, and what is listed there is read somewhere."""

import re

from scripts.places import ROOT
from tests.house.tracked import texts

READ = re.compile(r"""(?:\benv(?:\.\w+)?\(|_required\(|environ\.get\(|environ\[)\s*["']([A-Z][A-Z_]+)["']""")
LISTED = re.compile(r"^#?([A-Z][A-Z_]+)=", re.MULTILINE)
PRODUCT = ("training/", "paper/", "gunicorn.conf.py")
WIRING = (*PRODUCT, "scripts/", "compose.yaml", "Dockerfile", "manage.py")
NOT_OURS = {"PATH_INFO"}  # of a request


def test_every_setting_is_listed():
    read = {name for path, text in texts().items() if path.startswith(PRODUCT) for name in READ.findall(text)}
    assert len(read) > 20
    assert sorted(read - NOT_OURS - set(LISTED.findall((ROOT / ".env.example").read_text()))) == []


def test_what_is_listed_is_read():
    wiring = "".join(text for path, text in texts().items() if path.startswith(WIRING))
    unread = [name for name in LISTED.findall((ROOT / ".env.example").read_text()) if name not in wiring]
    assert unread == []


def test_a_setting_that_is_read_would_be_found():
    assert READ.findall("""env.int("ONE"); _required('TWO'); os.environ["THREE"]; env("FOUR", default="")""") == [
        *("ONE", "TWO", "THREE", "FOUR")
    ]
