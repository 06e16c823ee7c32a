"""What a rule says, and where. A rule is a generator of findings; its caller fills in the place it cannot know."""

from dataclasses import dataclass, replace

ERROR, WARNING = "error", "warning"


@dataclass(frozen=True)
class Finding:
    """`message` is a sentence that an editor can act on. Places are ids; only text files have `file` and `line`."""

    code: str
    severity: str
    message: str
    course: str = ""
    module: str = ""
    lesson: str = ""
    block: str = ""
    question: str = ""
    page: str = ""
    file: str = ""
    line: int = 0

    @property
    def place(self):
        return "/".join(filter(None, (self.course, self.page, self.module, self.lesson, self.block, self.question)))

    def __str__(self):
        at = f"{self.file}:{self.line or 1}" if self.file else self.place
        named = f" ({self.place})" if self.file else ""
        return f"{at}: {self.severity}: {self.message}{named} [{self.code}]"


def error(code, message, **place):
    return Finding(code, ERROR, message, **place)


def warning(code, message, **place):
    return Finding(code, WARNING, message, **place)


def placed(findings, **place):
    """The findings, with what they leave empty of the place filled in."""
    for finding in findings:
        yield replace(finding, **{name: value for name, value in place.items() if value and not getattr(finding, name)})


def softened(findings):
    """As warnings: drafts are judged, and never stopped."""
    return (replace(finding, severity=WARNING) for finding in findings)


def duplicates(ids):
    seen = set()
    return sorted({one for one in ids if one in seen or seen.add(one)})


def listed(words):
    return ", ".join(words[:-1]) + " and " + words[-1] if len(words) > 1 else "".join(words)
