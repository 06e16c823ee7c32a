"""What the text files say, as plain frozen values. Files and lines are kept for messages and never compared."""

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID, uuid5

NAMESPACE = UUID("8f1b1c0e-4c53-5d0e-9d0e-6c1d0a6a2b71")


def uuid_for(*path):
    """The UUID of a thing by its path of ids: `uuid_for("m01", "l02", "kc1", "a")`. Learners' records hang on it."""
    return uuid5(NAMESPACE, "/".join(path))


def is_uuid(ident):
    """Things made in the CMS are called by their UUID, and keep it."""
    try:
        return str(UUID(ident)) == ident
    except ValueError:
        return False


def _line():
    return field(default=0, compare=False)


def _file():
    return field(default="", compare=False)


@dataclass(frozen=True)
class OptionText:
    id: str
    text: str
    correct: bool = False
    feedback: str = ""
    line: int = _line()


@dataclass(frozen=True)
class ItemText:
    """One of the things to put in order."""

    id: str
    text: str
    feedback: str = ""
    line: int = _line()


@dataclass(frozen=True)
class PairText:
    id: str
    left: str
    right: str
    feedback: str = ""
    line: int = _line()


@dataclass(frozen=True)
class QuestionText:
    id: str
    kind: str
    prompt: str
    outcome: str = ""
    scenario: str = ""
    options: tuple[OptionText, ...] = ()
    items: tuple[ItemText, ...] = ()
    pairs: tuple[PairText, ...] = ()
    explanation: str = ""
    line: int = _line()


@dataclass(frozen=True)
class BlockText:
    """`fields` holds what `schema.BLOCKS[type]` lists, nested records as dicts, without the id."""

    id: str
    type: str
    fields: dict
    line: int = _line()


@dataclass(frozen=True)
class LessonText:
    id: str
    slug: str
    title: str
    summary: str = ""
    minutes: int = 0
    outcomes: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    status: str = "draft"
    blocks: tuple[BlockText, ...] = ()
    file: str = _file()
    line: int = _line()


@dataclass(frozen=True)
class OutcomeText:
    id: str
    text: str
    line: int = _line()


@dataclass(frozen=True)
class ModuleText:
    """The module's minutes are its lessons' and `assessment_minutes`."""

    id: str
    slug: str
    title: str
    summary: str = ""
    principle: str = ""
    related: tuple[str, ...] = ()
    audiences: tuple[str, ...] = ()
    status: str = "draft"
    assessment_minutes: int = 10
    pass_mark: int = 8
    paper_size: int = 10
    by_assessment: bool = False
    review_on: date | None = None
    legal_review: bool = False
    sources: tuple[str, ...] = ()
    outcomes: tuple[OutcomeText, ...] = ()
    lessons: tuple[LessonText, ...] = ()
    questions: tuple[QuestionText, ...] = ()
    file: str = _file()
    line: int = _line()

    @property
    def minutes(self):
        return sum(lesson.minutes for lesson in self.lessons) + self.assessment_minutes


@dataclass(frozen=True)
class StepText:
    """A module's place in a pathway."""

    module: str
    required: bool = True
    line: int = _line()


@dataclass(frozen=True)
class CourseText:
    id: str
    slug: str
    title: str
    summary: str = ""
    introduction: str = ""
    audiences: tuple[str, ...] = ()
    awards_certificate: bool = False
    status: str = "draft"
    order: int = 0
    modules: tuple[StepText, ...] = ()
    file: str = _file()
    line: int = _line()


@dataclass(frozen=True)
class PageText:
    id: str
    slug: str
    title: str
    summary: str = ""
    parent: str = ""
    order: int = 0
    body: str = ""
    file: str = _file()
    line: int = _line()


@dataclass(frozen=True)
class SourceText:
    key: str
    title: str
    publisher: str
    date: str
    confidence: str
    url: str = ""
    note: str = ""
    line: int = _line()


@dataclass(frozen=True)
class Curriculum:
    sources: tuple[SourceText, ...] = ()
    modules: tuple[ModuleText, ...] = ()
    courses: tuple[CourseText, ...] = ()
    pages: tuple[PageText, ...] = ()
