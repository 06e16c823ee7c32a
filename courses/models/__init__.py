"""What is taught, what may be cited, and what is kept of it for ever."""

from .courses import CourseIndexPage, CourseModule, CoursePage
from .editing import Coded, PublishingNotes, trail
from .imprint import Imprint
from .kept import Change, LoadedPage, ModuleEdition, QuestionVersion
from .lessons import LessonPage, LessonSource
from .modules import ModuleIndexPage, ModulePage, ModuleSource, Outcome
from .sources import Citation, Source

__all__ = [
    "Change", "Citation", "Coded", "CourseIndexPage", "CourseModule", "CoursePage", "Imprint", "LessonPage", "LessonSource",
    "LoadedPage", "ModuleEdition", "ModuleIndexPage", "ModulePage", "ModuleSource", "Outcome", "PublishingNotes",
    "QuestionVersion", "Source", "trail",
]  # fmt: skip
