"""The Nu HTML checker (vnu), the W3C's own judge of HTML, kept running so that a page takes it a moment."""

import atexit
import json
from functools import cache
from urllib.error import URLError
from urllib.request import Request, urlopen

from scripts.places import CACHE
from scripts.processes import Family
from scripts.testservers import free_port
from tests.outside.packages import installed


@cache
def _address() -> str:
    """Where it listens: started at the first question, stopped when the tests end."""
    jar, port = installed() / "vnu-jar" / "build" / "dist" / "vnu.jar", free_port()
    address, family = f"http://127.0.0.1:{port}/?out=json&level=error", Family()
    atexit.register(family.stop)
    here = "-Dnu.validator.servlet.bind-address=127.0.0.1"
    command = ["java", here, "-cp", jar, "nu.validator.servlet.Main", str(port)]
    log = CACHE / "outside" / "vnu.log"
    family.start("vnu", command, log=log)
    if not family.wait_until(lambda: _answers(address), seconds=120):
        raise RuntimeError(f"vnu did not start:\n{log.read_text()[-2000:]}")
    return address


def _answers(address: str) -> bool:
    try:
        return bool(_ask(address, "<!DOCTYPE html><html lang=en><title>Is it up?</title>"))
    except URLError:
        return False


def _ask(address: str, html: str) -> dict:
    request = Request(address, html.encode(), {"Content-Type": "text/html; charset=utf-8"})
    with urlopen(request, timeout=60) as answer:
        return json.load(answer)


def faults(html: str) -> list[str]:
    """Every error in this HTML, with the place where it was seen."""
    said = _ask(_address(), html)["messages"]
    return [f"{m['message']} «{m.get('extract', '')}»" for m in said if m["type"] == "error"]
