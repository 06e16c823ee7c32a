"""A folder on disk to the files that the format reads, and back."""

import os
from pathlib import Path

from courses.textformat.nodes import LARGEST_FILE
from courses.textformat.problems import ContentError, Problem

MOST_FILES = 5000


def files_in(folder):
    """Paths within the folder to bytes. Hidden files and editors' leftovers are passed over; links are refused."""
    folder, files, problems = Path(folder), {}, []
    if not folder.is_dir():
        raise ContentError([Problem(str(folder), 1, "missing-folder", "There is no such folder.")])
    for path in sorted(_walk(folder)):
        name = path.relative_to(folder).as_posix().encode(errors="replace").decode()
        if path.is_symlink() or len(files) >= MOST_FILES:
            problems.append(Problem(name, 1, "unknown-file", "A link, or one file too many."))
        else:
            with path.open("rb") as file:
                files[name] = file.read(LARGEST_FILE + 1)
    if problems:
        raise ContentError(problems)
    return files


def _walk(folder):
    for root, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield from (Path(root) / name for name in names if not name.startswith(".") and not name.endswith("~"))
        yield from (Path(root) / name for name in folders if (Path(root) / name).is_symlink())
