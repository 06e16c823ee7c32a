"""What gunicorn serves while training/benchmark.py measures: the product, beside it the bare view, and what all of it has cost."""

import time
from importlib import import_module

from .wsgi import application as ours

BARE, CPU = "/bare/", "/cpu/"
bare = import_module("progress.benchmark").BareHandler()  # which wants the product to be set up


def cpu(environ, respond):
    """The seconds of CPU that this process has spent so far, in all its threads."""
    respond("200 OK", [("Content-Type", "text/plain")])
    return [str(time.process_time()).encode()]


def application(environ, respond):
    return {BARE: bare, CPU: cpu}.get(environ["PATH_INFO"], ours)(environ, respond)
