"""The product behind a clock that a test moves, for gunicorn: the file CLOCK says what time it is, and it goes on from there."""

import os
from datetime import datetime
from pathlib import Path
from threading import Lock

import time_machine

from training.wsgi import application as product

FILE, GUARD = Path(os.environ["CLOCK"]), Lock()
shown = FILE.read_text()
clock = time_machine.travel(datetime.fromisoformat(shown), tick=True).start()


def application(environ, start_response):
    global shown
    with GUARD:
        if (now := FILE.read_text()) != shown:
            clock.move_to(datetime.fromisoformat(now))
            shown = now
    return product(environ, start_response)
