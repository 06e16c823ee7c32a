"""What is taught, what may be cited, and what is kept of it for ever."""

from .kept import Change, LoadedPage, ModuleEdition, QuestionVersion
from .pages import (
    Citation,
    Coded,
    CourseIndexPage,
    CourseModule,
    CoursePage,
    LessonPage,
    LessonSource,
    ModuleIndexPage,
    ModulePage,
    ModuleSource,
    Outcome,
    PublishingNotes,
    trail,
)
from .sources import Source

__all__ = [
    "Change", "Citation", "Coded", "CourseIndexPage", "CourseModule", "CoursePage", "LessonPage", "LessonSource",
    "LoadedPage", "ModuleEdition", "ModuleIndexPage", "ModulePage", "ModuleSource", "Outcome", "PublishingNotes",
    "QuestionVersion", "Source", "trail",
]  # fmt: skip
