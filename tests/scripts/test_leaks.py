"""What looks like a secret is found in a file of ours; what is listed is let be; nothing shows the words themselves."""

from scripts import leaks

PLANTED = 'AWS_ID = "AKIA' + 'IOSFODNN7EXAMPLE"\n'


def test_a_secret_that_somebody_left_in_a_file_is_found(tmp_path):
    (tmp_path / "settings.py").write_text(PLANTED)
    (finding,) = leaks.survey(["settings.py"], tmp_path)
    assert finding == "settings.py:1: AWS Access Key"


def test_a_file_without_one_is_clean(tmp_path):
    (tmp_path / "settings.py").write_text('KEY = env("KEY")\n')
    assert leaks.survey(["settings.py"], tmp_path) == []


def test_what_is_listed_is_let_be():
    assert leaks.survey(["training/settings/test.py", "scripts/checks.py"]) == []
    assert len(leaks.files()) > 300
