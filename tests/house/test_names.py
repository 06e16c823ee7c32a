"""Every module's name says what is in it."""

from pathlib import PurePosixPath

from tests.house.tracked import tracked

SAY_NOTHING = {
    "utils", "util", "helpers", "common", "core", "misc", "services", "managers", "mixins", "constants", "lib",
}  # fmt: skip


def empty_names(paths: list[str]) -> list[str]:
    return [path for path in paths if SAY_NOTHING & {PurePosixPath(path).stem, *PurePosixPath(path).parts[:-1]}]


def test_no_module_or_folder_has_a_name_that_says_nothing():
    assert empty_names([path for path in tracked() if path.endswith((".py", ".html"))]) == []


def test_an_empty_name_is_found():
    assert empty_names(["courses/utils.py", "core/models.py", "courses/models.py"]) == [
        "courses/utils.py",
        "core/models.py",
    ]
