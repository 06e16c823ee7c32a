"""What the person at the terminal is told, and how long things took."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager


def say(words: str = "") -> None:
    print(words, flush=True)


@contextmanager
def step(words: str) -> Iterator[None]:
    """Announce something that takes a while; say afterwards how long it took."""
    say(f"· {words} …")
    started = time.monotonic()
    yield
    say(f"  done in {time.monotonic() - started:.1f} s")


class Counter:
    """`12 of 98` on one line that is written over; on something that is not a terminal, now and then a new line."""

    def __init__(self, total: int, words: str):
        self.total, self.words, self.done = total, words, 0

    def add(self, name: str) -> None:
        self.done += 1
        line = f"  {self.words} {self.done} of about {self.total}: {name}"
        if sys.stdout.isatty():
            print(f"\r\033[K{line[:78]}", end="", flush=True)
        elif self.done % 25 == 0:
            say(line)

    def end(self) -> None:
        if sys.stdout.isatty():
            print("\r\033[K", end="", flush=True)
