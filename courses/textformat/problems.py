"""What is wrong with a text, and where."""

from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Problem:
    file: str
    line: int
    code: str
    message: str

    def __str__(self):
        return f"{self.file}:{self.line}: {self.message} [{self.code}]"


class ContentError(ValueError):
    """The text cannot be taken. `problems` lists everything found; nothing was read or written."""

    def __init__(self, problems):
        self.problems = tuple(sorted(set(problems)))
        super().__init__("\n".join(map(str, self.problems)))
