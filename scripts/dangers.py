"""`python -m scripts.dangers`: what bandit does not know of this house. Each rule is a name and what it finds in a tree of Python
or in a template; a place where it must be allowed is listed with its reason, and a listed place that is clean is reported too."""

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from scripts.console import say
from scripts.places import ROOT

# (rule, file): why it is right there.
ALLOWED = {
    (
        "no check of the form’s token",
        "mail/views.py",
    ): "a mail program unsubscribes with a signed link, and has no token of ours",
    (
        "values put into a statement",
        "reports/nation.py",
    ): "names of indexes, as the database's own catalogue gives them",
    (
        "text made into markup",
        "templates/courses/admin/guide.html",
    ): "our own guide of docs/editors, which nobody edits but in this repository",
    ("text made into markup", "courses/rendering.py"): "what templates have escaped and Wagtail has cleaned",
    ("text made into markup", "home/lessons.py"): "a hole in a page that templates have escaped",
    (
        "a request to elsewhere",
        "training/benchmark.py",
    ): "the benchmark asks the server that it has started, on this machine",
}

Found = tuple[str, int]  # rule, line
NOT_APPS = {"scripts", "tests"}


def in_python(text: str) -> Iterator[Found]:
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Call):
            rules = CALLS
        elif isinstance(node, ast.FunctionDef | ast.ClassDef):
            rules = DECORATIONS
        else:
            rules = IMPORTS if isinstance(node, ast.Import | ast.ImportFrom) else {}
        yield from ((rule, node.lineno) for rule, holds in rules.items() if holds(node))


def _marks_up(call):
    return _last(call) in {"mark_safe", "SafeString", "SafeText"} and not isinstance(_first(call), ast.Constant | None)


def _mixes_into_markup(call):
    return _last(call) == "format_html" and isinstance(_first(call), ast.JoinedStr | ast.BinOp)


def _mixes_into_statement(call):
    into = _last(call) in {"execute", "executemany", "raw", "RawSQL", "extra"}
    return into and isinstance(_first(call), ast.JoinedStr | ast.BinOp) and not _is_made_of_ours(_first(call))


def _logs_people(call):
    words = [_name(argument) for argument in call.args[1:]]
    return _name(call.func).startswith("logger.") and any(PERSONAL.search(word) for word in words)


def _runs_data(call):
    shell = any(given.arg == "shell" and getattr(given.value, "value", False) is True for given in call.keywords)
    return shell or _name(call.func) in {"eval", "exec", "pickle.loads", "pickle.load", "yaml.load", "os.system"}


def _leads_anywhere(call):
    asked = ast.dump(_first(call)) if _last(call) == "redirect" and _first(call) else ""
    return "attr='GET'" in asked and "safe_next" not in asked


def _asks_elsewhere(node):
    modules = {alias.name for alias in node.names} if isinstance(node, ast.Import) else {node.module}
    return bool(ASKERS & modules) and {alias.name for alias in node.names} != {"RequestException"}


def _takes_any_form(node):
    return "csrf_exempt" in {_name(one).rpartition(".")[2] for one in node.decorator_list}


PERSONAL = re.compile(r"(^|\.)(email|address|code|token|secret)$|\.name$")
ASKERS = {"requests", "urllib.request", "httpx", "http.client"}
CALLS = {
    "text made into markup": _marks_up,
    "values put into markup before they are escaped": _mixes_into_markup,
    "values put into a statement": _mixes_into_statement,
    "somebody’s data in a log": _logs_people,
    "data run as code": _runs_data,
    "a way out of the site chosen by the asker": _leads_anywhere,
}
DECORATIONS = {"no check of the form’s token": _takes_any_form}
IMPORTS = {"a request to elsewhere": _asks_elsewhere}


def _first(call):
    return call.args[0] if call.args else None


def _last(call):
    return _name(call.func).rpartition(".")[2]


def _name(node):
    """Dotted, as it is written."""
    if isinstance(node, ast.Attribute):
        return f"{_name(node.value)}.{node.attr}"
    if isinstance(node, ast.Call):
        return _name(node.func)
    return getattr(node, "id", "")


def _is_made_of_ours(node):
    """Of the module's own constants (in capitals) and of words that stand here."""
    parts = [part.value for part in ast.walk(node) if isinstance(part, ast.FormattedValue)]
    return bool(parts) and all(_is_ours(part) for part in parts)


def _is_ours(part):
    if isinstance(part, ast.IfExp):
        return isinstance(part.body, ast.Constant) and isinstance(part.orelse, ast.Constant)
    return _name(part).rpartition(".")[2].isupper()


SCRIPTS = (
    re.compile(r"\son[a-z]+\s*=\s*[\"']"),
    re.compile(r"javascript:"),
    re.compile(r"<script(?![^>]*(\bsrc=|application/json))[^>]*>"),
)


def in_template(text: str, kind: str) -> Iterator[Found]:
    for number, line in enumerate(text.splitlines(), 1):
        if re.search(r"\|\s*safe(seq)?\b", line) or (kind != ".txt" and "autoescape off" in line):
            yield "text made into markup", number
        if any(pattern.search(line) for pattern in SCRIPTS):
            yield "a script in the page", number
        if re.search(r"<(script|link|img|iframe)\b[^>]*\b(src|href)=[\"']https?://", line):
            yield "a request to elsewhere", number
        if re.search(r"<form\b[^>]*method=[\"']post", line, re.IGNORECASE) and "csrf_token" not in text:
            yield "no check of the form’s token", number


def found_in(path: Path) -> list[Found]:
    text = path.read_text()
    return list(in_python(text) if path.suffix == ".py" else in_template(text, path.suffix))


def survey(root: Path = ROOT) -> list[str]:
    """A line for each finding that is not allowed, and for each permission that nothing needs."""
    apps = [path.parent for path in root.glob("*/__init__.py") if path.parent.name not in NOT_APPS]
    files = [file for app in apps for file in app.rglob("*.py") if "migrations" not in file.parts]
    files += [file for file in (root / "templates").rglob("*") if file.suffix in {".html", ".txt", ".svg"}]
    lines, used = [], set()
    for file in sorted(files):
        name = file.relative_to(root).as_posix()
        for rule, line in found_in(file):
            used.add((rule, name))
            lines += [] if (rule, name) in ALLOWED else [f"{name}:{line}: {rule}"]
    return lines + [f"{name}: “{rule}” is allowed here, and nothing needs it" for rule, name in set(ALLOWED) - used]


if __name__ == "__main__":
    findings = survey()
    for finding in findings:
        say(finding)
    sys.exit(bool(findings))
