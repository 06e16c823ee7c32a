"""YAML text to nodes that know their lines. Anchors, depth and odd characters are refused before anything is built."""

import re

import yaml

from courses.textformat.problems import Problem

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
DEEPEST = 16
LARGEST = 1_000_000  # bytes of a text
LARGEST_FILE = 20_000_000  # bytes of a picture, film or document
ODD = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]")


def decoded(file, data, problems):
    """The text of a file, or None after adding to `problems`."""
    if len(data) > LARGEST:
        return problems.append(Problem(file, 1, "too-large", f"The file is over {LARGEST:,} bytes."))
    if data.startswith(b"\xef\xbb\xbf"):
        return problems.append(
            Problem(file, 1, "bom", "The file starts with a byte order mark; save it as UTF-8 without one.")
        )
    if b"\r" in data:
        line = data[: data.index(b"\r")].count(b"\n") + 1
        return problems.append(
            Problem(file, line, "line-ends", "Lines end in CRLF or CR; save the file with LF line ends.")
        )
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        return problems.append(Problem(file, line, "encoding", "This line is not UTF-8."))
    odd = ODD.search(text)
    if odd:
        line = text[: odd.start()].count("\n") + 1
        return problems.append(
            Problem(file, line, "character", f"The character U+{ord(odd[0]):04X} is not allowed in text.")
        )
    return text


def composed(file, text, problems, start=1):
    """The root node of YAML whose first line is line `start` of the file, or None after adding to `problems`."""
    try:
        if not _plain(file, text, problems, start):
            return None
        root = yaml.compose(text, Loader=LOADER)
    except yaml.YAMLError as error:
        return problems.append(_explained(file, text, error, start))
    if root is None:
        problems.append(Problem(file, start, "empty", "There is nothing here."))
    return root


def _plain(file, text, problems, start):
    depth = 0
    for event in yaml.parse(text, Loader=LOADER):
        line = start + event.start_mark.line
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if getattr(event, "anchor", None):
            return problems.append(
                Problem(
                    file,
                    line,
                    "anchor",
                    "Anchors (&) and aliases (*) are not used; put a text that starts so in quotes.",
                )
            )
        if depth > DEEPEST:
            return problems.append(Problem(file, line, "depth", "This is nested too deeply."))
    return True


def _explained(file, text, error, start):
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    line = start + mark.line if mark else start
    said = getattr(error, "problem", None) or "it cannot be read"
    lines = text.split("\n")
    bad = lines[min(mark.line, len(lines) - 1)] if mark else ""
    if "\t" in bad[: len(bad) - len(bad.lstrip())]:
        return Problem(file, line, "tab", "Indent YAML with spaces; this line has a tab.")
    hint = " A text with “: ” or “ #” in it needs quotes or >-." if "mapping values" in said or ": " in bad else ""
    return Problem(file, line, "yaml", f"This is not YAML: {said}.{hint}")
