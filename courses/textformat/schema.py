"""The format as data: which fields each file, block and question has, and of what kind. All reading, writing and
checking goes by it."""

from dataclasses import dataclass, field
from typing import Any

from courses.textformat import shapes
from declaration.audiences import AUDIENCE_CODES
from declaration.principles import PRINCIPLE_CODES


@dataclass(frozen=True)
class Text:
    """One paragraph of plain text. `blank`: it may be written as empty; integrity rules judge that. `met`: the share of
    its words that one learner meets, since feedback and consequences follow one's own choice."""

    blank: bool = False
    most: int = 4000
    met: float = 1


@dataclass(frozen=True)
class Markdown:
    headings: bool = False
    met: float = 1


@dataclass(frozen=True)
class Id:
    """Lower-case letters, digits, hyphens; with `underscores`, those too (sources, courses)."""

    underscores: bool = False


@dataclass(frozen=True)
class Number:
    low: int
    high: int


@dataclass(frozen=True)
class Flag:
    pass


@dataclass(frozen=True)
class Day:
    pass


@dataclass(frozen=True)
class When:
    """A date as exactly as it is known: 2018, 2018-07 or 2018-07-04. Kept as text."""


@dataclass(frozen=True)
class Web:
    """An address on the web."""


@dataclass(frozen=True)
class OneOf:
    what: str
    codes: tuple[str, ...]


@dataclass(frozen=True)
class Ref:
    """The id of something else: a module, source, page, or (of the module in hand) an outcome."""

    to: str


@dataclass(frozen=True)
class File:
    """The name of a file in the module's folder `files/`: a picture, film, captions or document, of one of these endings."""

    what: str
    endings: tuple[str, ...]


@dataclass(frozen=True)
class ListOf:
    of: Any
    least: int = 0
    most: int = 200


@dataclass(frozen=True)
class Optional:
    kind: Any
    default: Any = ""


@dataclass(frozen=True)
class Record:
    """A mapping with these fields, in this order; `shape` is the dataclass that it becomes, or else it stays a dict."""

    fields: dict = field(hash=False)
    shape: Any = None


def record(shape=None, /, **fields):
    return Record(fields, shape)


ID, KEY, TEXT, BLANK, MARKDOWN, FLAG, DAY = (
    Id(),
    Id(underscores=True),
    Text(),
    Text(blank=True),
    Markdown(),
    Flag(),
    Day(),
)
NO = Optional(FLAG, False)
MAYBE_TEXT = Optional(BLANK)
UNREAD = Text(blank=True, met=0)  # stands for a picture; its minutes are the picture’s
PICTURE = File("picture", ("jpg", "jpeg", "png", "gif", "webp", "avif"))
FILM, CAPTIONS = File("film", ("mp4",)), File("captions", ("vtt",))
DOCUMENT = File("document", ("pdf", "docx", "xlsx", "pptx", "odt", "ods", "odp", "csv"))
FEEDBACK, CONSEQUENCE = Text(blank=True, met=0.5), Markdown(met=0.5)
STATUS = OneOf("status", ("live", "draft"))
PRINCIPLE, AUDIENCE = OneOf("principle", PRINCIPLE_CODES), OneOf("audience", AUDIENCE_CODES)
SOURCE, MODULE, PAGE, OUTCOME = Ref("source"), Ref("module"), Ref("page"), Ref("outcome")
SOURCES, OUTCOMES = ListOf(SOURCE), ListOf(OUTCOME)
KINDS = ("single", "multiple", "true_false", "order", "match")

OPTION = record(shapes.OptionText, id=ID, text=TEXT, correct=NO, feedback=Optional(FEEDBACK))

CHECK_KIND = OneOf("kind", KINDS[:3])

BLOCKS = {
    "text": record(id=ID, body=Markdown(headings=True)),
    "key_fact": record(id=ID, fact=TEXT, sources=SOURCES),
    "quotation": record(id=ID, quote=TEXT, attribution=TEXT, said_on=Optional(When()), source=SOURCE),
    "case_study": record(id=ID, title=TEXT, story=MARKDOWN, lesson=TEXT, sources=SOURCES),
    "checklist": record(id=ID, title=TEXT, intro=MAYBE_TEXT, items=ListOf(TEXT, 1)),
    "details": record(id=ID, summary=TEXT, body=MARKDOWN),
    "inset": record(id=ID, body=MARKDOWN),
    "warning": record(id=ID, text=TEXT),
    "table": record(id=ID, caption=TEXT, header=ListOf(TEXT, 1, 12), rows=ListOf(ListOf(BLANK, 1), 1)),
    "knowledge_check": record(
        id=ID,
        kind=CHECK_KIND,
        prompt=TEXT,
        options=ListOf(Record(OPTION.fields), 1),
        explanation=MAYBE_TEXT,
        required=NO,
    ),
    "reflection": record(id=ID, officer=TEXT, councillor=TEXT),
    "discussion": record(id=ID, officer=TEXT, councillor=TEXT),
    "scenario": record(
        id=ID,
        title=TEXT,
        steps=ListOf(
            record(
                id=ID,
                situation=MARKDOWN,
                choices=ListOf(record(id=ID, text=TEXT, consequence=CONSEQUENCE, next=Optional(ID)), 1),
            ),
            1,
        ),
        debrief=MARKDOWN,
    ),
    "sorting": record(
        id=ID,
        title=TEXT,
        instruction=TEXT,
        groups=ListOf(record(id=ID, title=TEXT), 1),
        items=ListOf(record(id=ID, text=TEXT, group=ID, feedback=Text(met=0.5)), 1),
    ),
    "cards": record(
        id=ID, title=TEXT, cards=ListOf(record(id=ID, title=TEXT, principle=Optional(PRINCIPLE), body=MARKDOWN), 1)
    ),
    "self_assessment": record(
        id=ID,
        title=TEXT,
        intro=TEXT,
        scale=ListOf(TEXT, 4, 4),
        statements=ListOf(record(id=ID, text=TEXT, principle=PRINCIPLE, modules=ListOf(MODULE)), 1),
    ),
    "next_step": record(id=ID, title=TEXT, prompt=TEXT, good=TEXT),
    "image": record(id=ID, file=PICTURE, alternative=Optional(UNREAD), decorative=NO, caption=MAYBE_TEXT),
    "video": record(
        id=ID, title=TEXT, file=FILM, captions=Optional(CAPTIONS), transcript=Optional(Markdown(headings=True, met=0))
    ),
    "document": record(id=ID, title=TEXT, file=DOCUMENT),
}

QUESTION = record(
    shapes.QuestionText,
    id=ID,
    kind=OneOf("kind", KINDS),
    outcome=Optional(OUTCOME),
    scenario=MAYBE_TEXT,
    prompt=TEXT,
    options=Optional(ListOf(OPTION), ()),
    items=Optional(ListOf(record(shapes.ItemText, id=ID, text=TEXT, feedback=Optional(FEEDBACK))), ()),
    pairs=Optional(ListOf(record(shapes.PairText, id=ID, left=TEXT, right=TEXT, feedback=Optional(FEEDBACK))), ()),
    explanation=MAYBE_TEXT,
)

ASSESSMENT = record(module=MODULE, questions=ListOf(QUESTION))

MODULE_FILE = record(
    shapes.ModuleText,
    id=ID,
    slug=ID,
    title=TEXT,
    summary=BLANK,
    principle=PRINCIPLE,
    related=Optional(ListOf(PRINCIPLE), ()),
    audiences=ListOf(AUDIENCE),
    status=STATUS,
    assessment_minutes=Number(0, 60),
    pass_mark=Number(0, 100),
    paper_size=Number(0, 100),
    by_assessment=FLAG,
    review_on=DAY,
    legal_review=FLAG,
    sources=SOURCES,
    outcomes=ListOf(record(shapes.OutcomeText, id=ID, text=TEXT)),
)

LESSON_FRONT = record(
    shapes.LessonText,
    id=ID,
    title=TEXT,
    summary=BLANK,
    minutes=Number(1, 60),
    outcomes=OUTCOMES,
    sources=SOURCES,
    status=STATUS,
)

COURSE_FILE = record(
    shapes.CourseText,
    id=KEY,
    title=TEXT,
    summary=BLANK,
    introduction=Optional(MARKDOWN),
    audiences=ListOf(AUDIENCE),
    awards_certificate=FLAG,
    status=STATUS,
    order=Optional(Number(0, 1000), 0),
    modules=ListOf(record(shapes.StepText, module=MODULE, required=Optional(FLAG, True))),
)

PAGE_FRONT = record(shapes.PageText, id=ID, title=TEXT, summary=BLANK, parent=Optional(PAGE), order=Number(0, 1000))

SOURCE_ENTRY = record(
    shapes.SourceText,
    title=TEXT,
    publisher=TEXT,
    date=TEXT,
    url=Optional(Web()),
    confidence=OneOf("confidence", ("seen", "seen-secondary", "general")),
    note=MAYBE_TEXT,
)
