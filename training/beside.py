"""What gunicorn serves while training/benchmark.py measures: the product, and beside it the bare view."""

from importlib import import_module

from .wsgi import application as ours

BARE = "/bare/"
bare = import_module("progress.benchmark").BareHandler()  # which wants the product to be set up


def application(environ, respond):
    return (bare if environ["PATH_INFO"] == BARE else ours)(environ, respond)
