"""All of `content/`, read once for every test here. What is read is frozen: a test that breaks it breaks a copy."""

from pathlib import Path

import pytest

from courses.textformat.folders import files_in
from courses.textformat.reading import survey

CONTENT = Path(__file__).parents[2] / "content"


@pytest.fixture(scope="session")
def files():
    """Every file of the folder, by its path, as bytes."""
    return files_in(CONTENT)


@pytest.fixture(scope="session")
def reading(files):
    """The curriculum, and the problems of format in it."""
    return survey(files)


@pytest.fixture(scope="session")
def curriculum(reading):
    return reading[0]


@pytest.fixture(scope="session")
def lessons(curriculum):
    """Every lesson by its name, such as m03/l02."""
    return {f"{module.id}/{lesson.id}": lesson for module in curriculum.modules for lesson in module.lessons}
