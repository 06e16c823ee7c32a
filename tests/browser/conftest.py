"""The product as a newcomer starts it."""

import os
from urllib.parse import urlsplit

import pytest

from scripts.places import ROOT, Copy
from scripts.processes import Family
from scripts.serve import answers
from scripts.testservers import free_port

OURS = {"localhost", "127.0.0.1", None}  # None: what a page carries in itself


@pytest.fixture(autouse=True)
def asked_elsewhere(request):
    """What the pages of a test have asked of any other place, which is nothing: no typeface, counter or picture is somebody else's."""
    asked = []
    if "context" in request.fixturenames:
        context = request.getfixturevalue("context")
        context.on("request", lambda one: asked.append(one.url) if urlsplit(one.url).hostname not in OURS else None)
    yield asked
    assert asked == []


@pytest.fixture(scope="session")
def live_product(tmp_path_factory):
    """`./run --port N --data TMP` on an empty folder; yields its port, data folder and address."""
    folder = tmp_path_factory.mktemp("product")
    copy, log = Copy(free_port(), folder / "data"), folder / "run.log"
    environment = {name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "SITE_URL"}}
    environment["DJANGO_SETTINGS_MODULE"] = "training.settings.dev"
    with Family() as family:
        command = [ROOT / "run", "--port", str(copy.port), "--data", copy.data]
        family.start("./run", command, environment, log=log)
        ready = family.wait_until(lambda: "Ready after" in log.read_text() and answers(copy.port), seconds=600)
        assert ready, f"./run did not come up:\n{log.read_text()[-3000:]}"
        yield Product(copy, log)


class Product:
    """A running copy of the product, as a test meets it."""

    def __init__(self, copy: Copy, log):
        self.data, self.log = copy.data, log
        self.url = f"http://localhost:{copy.port}"  # not 127.0.0.1: passkeys know only localhost


@pytest.fixture(scope="session")
def base_url(live_product):
    """What pytest-playwright puts before the paths that a test opens: `page.goto("/")`."""
    return live_product.url
