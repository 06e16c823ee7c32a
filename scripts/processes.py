"""Processes that belong together: started, watched, and stopped together, each by its own id."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import nullcontext
from pathlib import Path
from types import FrameType

from scripts.console import say
from scripts.places import ROOT

PATIENCE = 15  # seconds that a process has to stop by itself
SET_DEATH_SIGNAL = 1  # prctl(2)


class Family:
    """`with Family() as family:` starts processes that never outlive the block, however it ends."""

    def __init__(self) -> None:
        self.members: dict[str, tuple[subprocess.Popen, signal.Signals]] = {}

    def __enter__(self) -> "Family":
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def start(
        self,
        name: str,
        command: Sequence[str | Path],
        environment: Mapping[str, str] | None = None,
        log: Path | None = None,
        ends_on: signal.Signals = signal.SIGTERM,
    ) -> None:
        with log.open("ab") if log else nullcontext() as output:
            process = subprocess.Popen(
                [str(word) for word in command],
                cwd=ROOT,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                start_new_session=True,  # Ctrl-C reaches us alone, and we stop the others in order
                preexec_fn=die_with_parent if sys.platform == "linux" else None,
            )
        self.members[name] = process, ends_on

    def watch(self) -> str:
        """Wait until one of them ends, and say which: the others are then of no use alone."""
        while True:
            for name, (process, _) in self.members.items():
                if process.poll() is not None:
                    return name
            time.sleep(0.2)

    def wait_until(self, ready: Callable[[], bool], seconds: float = 60) -> bool:
        """Whether it became ready in that time, with every process still alive."""
        end = time.monotonic() + seconds
        while time.monotonic() < end and all(p.poll() is None for p, _ in self.members.values()):
            if ready():
                return True
            time.sleep(0.1)
        return False

    def stop(self) -> None:
        """Last started, first stopped. One that does not stop by itself is killed with what it started."""
        while self.members:
            _, (process, ends_on) = self.members.popitem()
            if process.poll() is None:
                process.send_signal(ends_on)
            try:
                process.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()


def die_with_parent() -> None:
    """Even a killed parent leaves no orphans."""
    ctypes.CDLL(None).prctl(SET_DEATH_SIGNAL, signal.SIGTERM)


def stop_on_signals() -> None:
    """A polite end (SIGTERM, a closed terminal) takes the same way out as Ctrl-C."""

    def interrupt(number: int, frame: FrameType | None) -> None:
        for name in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
            signal.signal(name, signal.SIG_IGN)  # once is enough: what follows must not be interrupted
        raise KeyboardInterrupt

    for name in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
        signal.signal(name, interrupt)


def run(command: Sequence[str | Path], environment: Mapping[str, str] | None = None) -> int:
    """Run one command to its end, in the foreground. Returns its code."""
    return subprocess.run([str(word) for word in command], cwd=ROOT, env=environment).returncode


def run_or_leave(command: Sequence[str | Path], environment: Mapping[str, str] | None = None) -> None:
    if code := run(command, environment):
        say(f"Stopped: {' '.join(Path(word).name for word in command[:3])} ended with code {code}.")
        raise SystemExit(code)
