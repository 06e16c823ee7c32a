"""What looks like a secret is found in a file of ours; what is listed is let be; nothing shows the words themselves."""

import pytest
from detect_secrets import SecretsCollection
from detect_secrets.settings import default_settings

from scripts import leaks

PLANTED = 'AWS_ID = "AKIA' + 'IOSFODNN7EXAMPLE"\n'
# Of each way in which detectors look: a pattern of its own, an address, a name, and signs that look like chance. In two parts, so
# that nobody finds them here.
KINDS = (
    PLANTED,
    "-----BEGIN RSA " + "PRIVATE KEY-----",
    "url = 'https://user:gh" + "p2x9qmw7t@host.example/'",
    "pass" + "word = 'Tr0ub4dor&3x'",
    "made = 'c3VwZXIgbG9uZyBzdHJpbmcgc2hvdWxk" + "IGNhdXNlIGVub3VnaCBlbnRyb3B5'",
    "made = '2b00042f7481c7b056c4" + "b410d28f33cf9f81ca3b'",
    "made = 'gh" + "p_wWPw5k4aXcaT4fNP0UcnZwJUVFk6LO0pINUx'",
)


def test_a_secret_that_somebody_left_in_a_file_is_found(tmp_path):
    (tmp_path / "settings.py").write_text(PLANTED)
    (finding,) = leaks.survey(["settings.py"], tmp_path)
    assert finding == "settings.py:1: AWS Access Key"


@pytest.mark.parametrize("words", KINDS)
def test_the_quick_look_passes_nothing_by_that_the_slow_one_finds(tmp_path, words):
    (tmp_path / "one.py").write_text(f"first = 1\n{words}\nlast = 2\n")
    with default_settings():
        slow = SecretsCollection(root=str(tmp_path))
        slow.scan_file("one.py")
    assert len(leaks.survey(["one.py"], tmp_path)) == len(list(slow)) >= 1


def test_a_file_without_one_is_clean(tmp_path):
    (tmp_path / "settings.py").write_text('KEY = env("KEY")\n')
    assert leaks.survey(["settings.py"], tmp_path) == []


def test_what_is_listed_is_let_be():
    assert leaks.survey(["training/settings/test.py", "scripts/checks.py"]) == []
    assert len(leaks.files()) > 300
