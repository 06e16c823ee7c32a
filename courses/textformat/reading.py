"""The files of `content/` to a Curriculum: all of it, or every problem in it."""

import re

from yaml import MappingNode

from courses.textformat import schema
from courses.textformat.fields import FILE, IDENT, NOTHING, Values, did_you_mean
from courses.textformat.lessons import front_and_body, pieces
from courses.textformat.nodes import decoded
from courses.textformat.problems import ContentError, Problem
from courses.textformat.references import dangling, names
from courses.textformat.shapes import BlockText, CourseText, Curriculum, LessonText, ModuleText, PageText, SourceText

SLUG = r"[a-z0-9]+(?:-[a-z0-9]+)*"
PLACES = {
    "sources": re.compile(r"sources\.yaml"),
    "module": re.compile(rf"modules/(?P<folder>{SLUG})/module\.yaml"),
    "assessment": re.compile(rf"modules/(?P<folder>{SLUG})/assessment\.yaml"),
    "lesson": re.compile(rf"modules/(?P<folder>{SLUG})/lessons/(?P<number>\d\d)-(?P<slug>{SLUG})\.md"),
    "file": re.compile(rf"modules/(?P<folder>{SLUG})/files/(?P<name>{FILE.pattern})"),
    "course": re.compile(rf"courses/(?P<slug>{SLUG})\.yaml"),
    "page": re.compile(rf"pages/(?P<slug>{SLUG})\.md"),
    "other": re.compile(r"README\.md|REVIEW\.md|readability-exceptions\.yaml|review/[a-z0-9-]+\.md"),
}
PAGE_BODY = schema.Markdown(headings=True)


def parse(files, known=frozenset()):
    """`files` maps paths within `content/` to bytes. `known` names what exists elsewhere, as `("module", "m05")`.
    Raises ContentError."""
    curriculum, problems = survey(files, known)
    if problems:
        raise ContentError(problems)
    return curriculum


def survey(files, known=frozenset()):
    """The curriculum as far as it can be read, with holes, and the problems. For reports only: never load it."""
    reader = _Reader(files)
    curriculum = reader.curriculum()
    there = names(curriculum) | reader.file_names() | known
    problems = [*reader.problems, *dangling(reader.references, there, reader.unsure), *reader.unused()]
    return curriculum, sorted(set(problems))


class _Reader:
    def __init__(self, files):
        self.files, self.problems, self.references, self.unsure = files, [], [], set()
        self.found = {place: [] for place in PLACES}
        for path in sorted(files):
            self.sort(path)

    def sort(self, path):
        for place, pattern in PLACES.items():
            if match := pattern.fullmatch(path):
                return self.found[place].append((path, match.groupdict()))
        return self.values(path).wrong(1, "unknown-file", "README.md, which describes the format, has no such file.")

    def file_names(self):
        """The pictures and files that come with the texts, as references name them."""
        return {("file", f"{at['folder'].partition('-')[0]}/{at['name']}") for _, at in self.found["file"]}

    def unused(self):
        """A file that nothing shows has no business here."""
        shown = {ref for _, _, kind, ref in self.references if kind == "file"}
        for path, at in self.found["file"]:
            if f"{at['folder'].partition('-')[0]}/{at['name']}" not in shown:
                yield Problem(path, 1, "unknown-file", "No block of this module shows this file.")

    def values(self, path, module=""):
        return Values(path, self.problems, self.references, module)

    def curriculum(self):
        folders = sorted({at["folder"] for place in ("module", "assessment", "lesson") for _, at in self.found[place]})
        courses = self.unique((path, self.course(path, at["slug"])) for path, at in self.found["course"])
        pages = self.unique((path, self.page(path, at["slug"])) for path, at in self.found["page"])
        return Curriculum(
            sources=tuple(source for path, _ in self.found["sources"] for source in self.sources(path)),
            modules=self.unique((f"modules/{folder}/module.yaml", self.module(folder)) for folder in folders),
            courses=tuple(sorted(courses, key=lambda course: (course.order, course.slug))),
            pages=tuple(sorted(pages, key=lambda page: (page.order, page.slug))),
        )

    def unique(self, placed):
        """The things, with a problem for each whose id another has."""
        kept = {}
        for path, thing in placed:
            if thing.id in kept and thing.id is not NOTHING:
                self.values(path).wrong(
                    thing.line, "duplicate", f"The id “{thing.id}” is taken by {kept[thing.id][0]}."
                )
            kept[thing.id if thing.id is not NOTHING else path] = path, thing
        return tuple(thing for _, thing in kept.values())

    # Each file to its shape. What could not be read stands as NOTHING in it.

    def sources(self, path):
        values, text = self.opened(path)
        node = values.root(text) if text is not None else None
        if not isinstance(node, MappingNode):
            self.unsure.add("source")
            return values.problem(node, "type", "sources.yaml is a mapping from keys to sources.") if node else NOTHING
        return [self.source(values, *entry) for entry in values.entries(node)]

    def source(self, values, name, key, entry):
        found = values.mapping(schema.SOURCE_ENTRY, entry)
        return SourceText(key=values.read(schema.KEY, key), **found, line=values.line(key))

    def module(self, folder):
        ident = folder.partition("-")[0]
        path = f"modules/{folder}/module.yaml"
        values, found = self.document(path, schema.MODULE_FILE, ident)
        if NOTHING not in (found["id"], found["slug"]) and folder != f"{found['id']}-{found['slug']}":
            values.wrong(1, "folder", f"The folder is named for id and slug: {found['id']}-{found['slug']}.")
        if found["outcomes"] is NOTHING:
            self.unsure.add("outcome")
        lessons = [(at_path, self.lesson(at_path, at["slug"], ident)) for at_path, at in self.within("lesson", folder)]
        questions = self.questions(f"modules/{folder}/assessment.yaml", ident)
        return ModuleText(**found | {"id": ident}, lessons=self.unique(lessons), questions=questions, file=path, line=1)

    def within(self, place, folder):
        """The folder's files in the order of their numbers, which are used once each."""
        seen = set()
        for path, at in self.found[place]:
            if at["folder"] != folder:
                continue
            if at["number"] in seen:
                self.values(path).wrong(1, "duplicate", f"Another lesson of this module has the number {at['number']}.")
            seen.add(at["number"])
            yield path, at

    def questions(self, path, ident):
        values, found = self.document(path, schema.ASSESSMENT, ident)
        if found["module"] not in (ident, NOTHING):
            values.wrong(1, "folder", f"This bank stands in the folder of “{ident}”.")
        return found["questions"]

    def lesson(self, path, slug, ident):
        values, found, body, first = self.fronted(path, schema.LESSON_FRONT, ident)
        if found["id"] is NOTHING:
            self.unsure.add("lesson")
        blocks, seen = [], set()
        for piece in pieces(body, first):
            block = self.block(values, piece)
            if block and block.id in seen and block.id is not NOTHING:
                values.wrong(block.line, "duplicate", f"Another block of this lesson has the id “{block.id}”.")
            blocks += [block] if block else []
            seen.update(block.id for block in blocks)
        return LessonText(**found, slug=slug, blocks=tuple(blocks), file=path, line=1)

    def block(self, values, piece):
        if not piece.type:
            if piece.text.strip():
                values.wrong(piece.first_words, "stray-text", "These words stand under no <!-- text: id --> line.")
            return None
        if not piece.closed:
            values.wrong(piece.line - 1, "unclosed", "This block has no closing ``` line.")
        if piece.type not in schema.BLOCKS:
            hint = did_you_mean(piece.type, tuple(schema.BLOCKS))
            return values.wrong(piece.line - 1, "unknown-block", f"There is no block “{piece.type[:40]}”.{hint}")
        fields = (
            self.text(values, piece)
            if piece.type == "text"
            else values.fields(schema.BLOCKS[piece.type], piece.text, piece.line)
        )
        return BlockText(fields.pop("id"), piece.type, fields, line=piece.line - 1)

    def text(self, values, piece):
        if not IDENT[False].fullmatch(piece.id):
            values.wrong(piece.line - 1, "id", f"“{piece.id[:40]}” is no id: lower-case letters, digits and hyphens.")
        return {"id": piece.id, "body": values.markdown(schema.BLOCKS["text"].fields["body"], piece.text, piece.line)}

    def course(self, path, slug):
        return CourseText(**self.document(path, schema.COURSE_FILE)[1], slug=slug, file=path, line=1)

    def page(self, path, slug):
        values, found, body, first = self.fronted(path, schema.PAGE_FRONT)
        if found["id"] is NOTHING:
            self.unsure.add("page")
        return PageText(**found, slug=slug, body=values.markdown(PAGE_BODY, body, first), file=path, line=1)

    # Files to values

    def opened(self, path, module=""):
        values = self.values(path, module)
        if path not in self.files:
            return values, values.wrong(1, "missing-file", "This file is missing.") or None
        return values, decoded(path, self.files[path], self.problems)

    def document(self, path, record, module=""):
        """A file that is one YAML mapping: the reader of its values, and its fields."""
        values, text = self.opened(path, module)
        return values, values.fields(record, text)

    def fronted(self, path, record, module=""):
        """A file with front matter: the reader of its values, its fields, its body, and the body's first line."""
        values, text = self.opened(path, module)
        front, body, first = front_and_body(text or "")
        if text is not None and front is None:
            values.wrong(1, "front-matter", "The file starts with front matter between two lines of ---.")
        return values, values.fields(record, front, 2), body, first
