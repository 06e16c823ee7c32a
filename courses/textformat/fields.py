"""A YAML node, and its kind in the schema, to a value."""

import re
from datetime import date
from difflib import get_close_matches
from functools import singledispatchmethod

import yaml

from courses.markdown import Heading, MarkdownError, hrefs, internal, parse, render
from courses.textformat import schema
from courses.textformat.nodes import ODD, composed
from courses.textformat.problems import Problem

STR, INT, BOOL, NULL, STAMP = (f"tag:yaml.org,2002:{name}" for name in ("str", "int", "bool", "null", "timestamp"))
SAYS = {INT: "a number", BOOL: "yes or no", NULL: "nothing", STAMP: "a date", "tag:yaml.org,2002:float": "a number"}
IDENT = {False: re.compile(r"[a-z0-9]+(-[a-z0-9]+)*"), True: re.compile(r"[a-z0-9]+([-_][a-z0-9]+)*")}
WHEN = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
FILE = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*\.[a-z0-9]+")
WEB = re.compile(r"https?://[^\s/?#]+\.[^\s]+")
LONGEST_ID = 80


class _Nothing(tuple):
    """Stands where a value was missing or wrong; may be walked through, and holds nothing."""

    __slots__ = ()


NOTHING = _Nothing()


def did_you_mean(word, known):
    close = get_close_matches(word, known, 1)
    return (
        f" Did you mean “{close[0]}”?" if close else f" It is one of: {', '.join(known)}." if len(known) <= 20 else ""
    )


def line_of(words, text):
    """How many lines of the text stand above the words."""
    return text.partition(words)[0].count("\n") if words in text else 0


class Values:
    """Reads one file's values. Whatever is wrong becomes a problem and NOTHING; `references` gathers
    `(file, line, kind, ref)` to be checked once everything is read; `module` is the id of the one it is in."""

    def __init__(self, file, problems, references, module=""):
        self.file, self.problems, self.references, self.module = file, problems, references, module
        self.start = 1

    def root(self, text, start=1):
        """The root node of YAML whose first line is line `start` of the file, or None."""
        self.start = start
        return composed(self.file, text, self.problems, start)

    def fields(self, record, text, start=1):
        """The fields of YAML that is one mapping; `text` is None where there is none to read."""
        node = None if text is None else self.root(text, start)
        return dict.fromkeys(record.fields, NOTHING) if node is None else self.mapping(record, node)

    def line(self, node):
        return self.start + node.start_mark.line

    def wrong(self, line, code, message):
        self.problems.append(Problem(self.file, line, code, message))
        return NOTHING

    def problem(self, node, code, message):
        return self.wrong(self.line(node), code, message)

    def refer(self, line, kind, ref):
        self.references.append((self.file, line, kind, f"{self.module}/{ref}" if kind == "outcome" else ref))

    def scalar(self, node, wanted, *tags):
        if not isinstance(node, yaml.ScalarNode):
            return self.problem(node, "type", f"Here should be {wanted}, not a list or mapping.")
        if tags and node.tag not in tags:
            read = SAYS.get(node.tag, "something else")
            quotes = " Put it in quotes." if STR in tags and node.tag != NULL else ""
            return self.problem(node, "type", f"Here should be {wanted}; YAML reads {read}.{quotes}")
        odd = ODD.search(node.value)
        if odd:
            return self.problem(node, "character", f"The character U+{ord(odd[0]):04X} is not allowed in text.")
        return node.value

    @singledispatchmethod
    def read(self, kind, node):
        raise TypeError(kind)

    @read.register
    def _(self, kind: schema.Optional, node):
        return self.read(kind.kind, node)

    @read.register
    def _(self, kind: schema.Text, node):
        value = self.scalar(node, "text", STR)
        if value is NOTHING:
            return value
        if "\n" in value.strip():
            return self.problem(
                node, "one-paragraph", "This is plain text of one paragraph: use >- and leave no empty line."
            )
        value = " ".join(value.split())
        if not value and not kind.blank:
            return self.problem(node, "empty", "This text is empty.")
        return (
            value
            if len(value) <= kind.most
            else self.problem(node, "too-long", f"This is over {kind.most} characters.")
        )

    @read.register
    def _(self, kind: schema.Markdown, node):
        value = self.scalar(node, "Markdown", STR)
        return value if value is NOTHING else self.markdown(kind, value, self.line(node) + (node.style == "|"))

    def markdown(self, kind, text, line):
        """Canonical Markdown; its first line stands at `line` of the file."""
        try:
            blocks = parse(text)
            value = render(blocks)
        except MarkdownError as error:
            for trouble in error.troubles:
                self.wrong(line + trouble.line - 1, trouble.code, trouble.message)
            return NOTHING
        if not kind.headings and any(isinstance(block, Heading) for block in blocks):
            self.wrong(line, "heading", "No headings inside a block; start a text before it.")
        for target in filter(None, map(internal, hrefs(blocks))):
            self.refer(line + line_of(f"({target[0]}:{target[1]})", text), *target)
        return value or self.wrong(line, "empty", "This text is empty.")

    @read.register
    def _(self, kind: schema.Id, node):
        value = self.scalar(node, "an id")
        if value is NOTHING:
            return value
        if not IDENT[kind.underscores].fullmatch(value) or len(value) > LONGEST_ID:
            return self.problem(node, "id", f"“{value[:40]}” is no id: lower-case letters, digits and hyphens.")
        return value

    @read.register
    def _(self, kind: schema.Number, node):
        value = self.scalar(node, "a whole number", INT)
        if value is NOTHING:
            return value
        if not re.fullmatch(r"0|[1-9]\d{0,8}", value) or not kind.low <= int(value) <= kind.high:
            return self.problem(node, "number", f"Here should be a whole number from {kind.low} to {kind.high}.")
        return int(value)

    @read.register
    def _(self, kind: schema.Flag, node):
        value = self.scalar(node, "true or false", BOOL)
        if value is NOTHING or value in ("true", "false"):
            return value if value is NOTHING else value == "true"
        return self.problem(node, "type", "Write true or false.")

    @read.register
    def _(self, kind: schema.Day, node):
        value = self.scalar(node, "a date (2027-11-22)", STAMP)
        try:
            return value if value is NOTHING else date.fromisoformat(value)
        except ValueError:
            return self.problem(node, "date", f"“{value[:40]}” is no date: write 2027-11-22.")

    @read.register
    def _(self, kind: schema.When, node):
        value = self.scalar(node, "a date")
        if value is NOTHING or WHEN.fullmatch(value):
            return value
        return self.problem(node, "date", "Write a date as exactly as it is known: 2018, 2018-07 or 2018-07-04.")

    @read.register
    def _(self, kind: schema.Web, node):
        value = self.scalar(node, "a web address", STR)
        if value is NOTHING or WEB.fullmatch(value):
            return value
        return self.problem(node, "address", "Here should be a web address that starts with https://.")

    @read.register
    def _(self, kind: schema.OneOf, node):
        value = self.scalar(node, f"a {kind.what}", STR)
        if value is NOTHING or value in kind.codes:
            return value
        return self.problem(
            node, f"unknown-{kind.what}", f"There is no {kind.what} “{value[:40]}”.{did_you_mean(value, kind.codes)}"
        )

    @read.register
    def _(self, kind: schema.Ref, node):
        value = self.scalar(node, f"the id of a {kind.to}")
        if value is not NOTHING:
            self.refer(self.line(node), kind.to, value)
        return value

    @read.register
    def _(self, kind: schema.File, node):
        value = self.scalar(node, "the name of a file", STR)
        if value is NOTHING:
            return value
        if not FILE.fullmatch(value) or value.rpartition(".")[2] not in kind.endings:
            return self.problem(
                node, "file", f"“{value[:40]}” is no {kind.what}: its name ends in {', '.join(kind.endings)}."
            )
        self.refer(self.line(node), "file", f"{self.module}/{value}")
        return value

    @read.register
    def _(self, kind: schema.ListOf, node):
        if not isinstance(node, yaml.SequenceNode):
            return self.problem(node, "type", "Here should be a list.")
        if not kind.least <= len(node.value) <= kind.most:
            self.problem(
                node, "length", f"Here should be {kind.least} to {kind.most} entries; there are {len(node.value)}."
            )
        values = [self.read(kind.of, entry) for entry in node.value]
        self.siblings(kind.of, values, node.value)
        return tuple(values)

    def siblings(self, kind, values, nodes):
        """Ids are unique among siblings, and nothing is named twice in a list of names."""
        if isinstance(kind, schema.Text | schema.ListOf):
            return
        seen = set()
        for value, node in zip(values, nodes, strict=True):
            name = value.get("id") if isinstance(value, dict) else getattr(value, "id", getattr(value, "module", value))
            if name in seen and isinstance(name, str):
                self.problem(node, "duplicate", f"“{name}” is here twice.")
            seen.add(name)

    @read.register
    def _(self, kind: schema.Record, node):
        values = self.mapping(kind, node)
        return kind.shape(**values, line=self.line(node)) if kind.shape else values

    def mapping(self, kind, node):
        """The fields of a record as a dict: defaults filled in, NOTHING where a value was wrong or missing."""
        if not isinstance(node, yaml.MappingNode):
            self.problem(node, "type", f"Here should be a mapping with {', '.join(kind.fields)}.")
            return dict.fromkeys(kind.fields, NOTHING)
        values = {}
        for name, key, value in self.entries(node):
            if name in kind.fields:
                values[name] = self.read(kind.fields[name], value)
            else:
                hint = did_you_mean(name, tuple(kind.fields))
                self.problem(key, "unknown-key", f"“{name[:40]}” is not known here.{hint}")
        for name, of in kind.fields.items():
            if name not in values:
                values[name] = of.default if isinstance(of, schema.Optional) else self.missing(name, node)
        return values

    def entries(self, node):
        """A mapping's keys, each once, as `(name, key node, value node)`."""
        seen = set()
        for key, value in node.value:
            name = self.scalar(key, "the name of a field")
            if name in seen:
                self.problem(key, "duplicate-key", f"“{name[:40]}” is written twice.")
            elif name is not NOTHING:
                yield name, key, value
            seen.add(name)

    def missing(self, name, node):
        return self.problem(node, "missing", f"“{name}” is missing.")
