"""The one door to a PDF: `print_pdf`. The work is done in a process of its own, which may take so much time and so much memory.

A document that wants more ends, and with it the process that worked on it; the next one finds a new process and goes on.
"""

import base64
import json
import os
import struct
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from threading import Lock, Timer

SECONDS = 20  # for one document; a certificate takes a fraction of one
START = 60  # seconds in which a new process must be ready, on the slowest machine
LARGEST = 4_000_000  # bytes of markup, style and attachments
DOCUMENTS = 5_000  # after which the process is renewed, whether or not anything leaked
FRAME = struct.Struct(">?I")  # did it go well; how many bytes follow


class NotPrinted(Exception):
    """The document could not be made. The message names no contents."""


class Busy(NotPrinted):
    """Others were printing for longer than the caller would wait."""


@dataclass(frozen=True)
class Attached:
    """A file inside the document."""

    name: str
    description: str
    content: bytes


def print_pdf(html: str, *, css: str, attached: tuple[Attached, ...] = (), wait: float = -1, seconds=SECONDS) -> bytes:
    """A tagged PDF/UA-1 of a whole HTML document, which must have a `lang` and a `title`.

    Typefaces are those packaged in paper/fonts, by their file names: `NotoSans-Regular`, `NotoSans-Bold` and
    `NotoSerifDisplay-Regular`. Where a family in `css` is followed by `/* others */`, the typefaces of other scripts are
    added when the text needs them. Nothing is read but these files and data URIs. `wait` bounds how many seconds a caller
    stands in the queue. Raises NotPrinted, and Busy.
    """
    files = [(one.name, one.description, base64.b64encode(one.content).decode()) for one in attached]
    order = json.dumps({"html": html, "css": css, "attachments": files}).encode()
    if len(order) > LARGEST:
        raise NotPrinted(f"It has {len(order)} bytes, and no document of ours is that large.")
    return _press.print(order, wait, seconds)


def process_id() -> int | None:
    """Of the process that prints for this one; None before the first document."""
    return _press._process and _press._process.pid


class _Press:
    """One process of paper/printing.py, started at the first document, for one document at a time."""

    def __init__(self):
        self._turn, self._process, self._printed = Lock(), None, 0

    def print(self, order, wait, seconds):
        if not self._turn.acquire(timeout=wait):
            raise Busy("Other documents are being printed.")
        try:
            return self._ask(order, seconds)
        finally:
            self._turn.release()

    def _ask(self, order, seconds):
        process = self._ready()
        overdue = Timer(seconds, process.kill)
        overdue.start()
        try:
            _send(process.stdin, order)
            good, answer = _receive(process.stdout)
        except (EOFError, OSError) as error:
            self.stop()
            raise NotPrinted(f"It took more than {seconds} seconds, or more memory than there is for it.") from error
        finally:
            overdue.cancel()
        if not good:
            raise NotPrinted(answer.decode(errors="replace"))
        return answer

    def _ready(self):
        self._printed += 1
        if self._process is None or self._process.poll() is not None or self._printed > DOCUMENTS:
            self.stop()
            self._process, self._printed = _start(), 1
        return self._process

    def stop(self):
        if self._process:
            self._process.kill()
            self._process.communicate()
        self._process = None


def _start():
    """A process that has loaded what it needs; it ends by itself when whoever started it is gone."""
    command = [sys.executable, "-m", "paper.printing"]
    root = Path(__file__).resolve().parents[1]
    process = subprocess.Popen(command, cwd=root, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    late = Timer(START, process.kill)
    late.start()
    try:
        _receive(process.stdout)
    except (EOFError, OSError) as error:
        raise NotPrinted("The press does not start. `manage.py check` names what is missing.") from error
    finally:
        late.cancel()
    return process


def _send(pipe, order):
    pipe.write(FRAME.pack(True, len(order)) + order)
    pipe.flush()


def _receive(pipe):
    """(did it go well, the answer)"""
    head = pipe.read(FRAME.size)
    if len(head) < FRAME.size:
        raise EOFError
    good, length = FRAME.unpack(head)
    answer = pipe.read(length)
    if len(answer) < length:
        raise EOFError
    return good, answer


def _renew():
    """A forked worker leaves the process to whoever started it, and starts one of its own."""
    global _press
    _press = _Press()


_press = _Press()
os.register_at_fork(after_in_child=_renew)
