"""The curriculum as text, read and written: see content/README.md. Knows nothing of Django.
`python -m courses.textformat content` reports every problem in a folder."""

from courses.textformat.folders import files_in
from courses.textformat.problems import ContentError, Problem
from courses.textformat.reading import parse
from courses.textformat.shapes import (
    BlockText,
    CourseText,
    Curriculum,
    ItemText,
    LessonText,
    ModuleText,
    OptionText,
    OutcomeText,
    PageText,
    PairText,
    QuestionText,
    SourceText,
    StepText,
    is_uuid,
    uuid_for,
)
from courses.textformat.writing import render, write

__all__ = [
    "BlockText", "ContentError", "CourseText", "Curriculum", "ItemText", "LessonText", "ModuleText", "OptionText",
    "OutcomeText", "PageText", "PairText", "Problem", "QuestionText", "SourceText", "StepText", "is_uuid", "parse",
    "read", "render", "uuid_for", "write",
]  # fmt: skip


def read(folder, known=frozenset()):
    """The curriculum in a folder. Raises ContentError with every problem in it."""
    return parse(files_in(folder), known)
