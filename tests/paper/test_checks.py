"""What printing needs of the machine is asked before anybody waits for a page."""

from paper import checks


def test_a_missing_library_names_the_packages_to_install(monkeypatch):
    monkeypatch.setattr(checks, "find_library", lambda name: None)
    (found,) = checks.printer(None)
    assert found.hint.startswith("apt-get install libpango-1.0-0")


def test_on_this_machine_nothing_is_missing():
    assert checks.printer(None) == []
