"""Lighthouse, Google's judge of what a page costs a phone on a slow line; and a front server that compresses, as in production."""

import gzip
import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.request import Request, urlopen

from tests.outside.packages import installed


def report(address: str) -> dict:
    """Its whole report. What it exits with says nothing about the page, so that is not asked."""
    program = installed() / "lighthouse" / "cli" / "index.js"
    flags = "--headless=new --no-first-run" + (" --no-sandbox" if os.geteuid() == 0 else "")
    options = ["--output=json", "--quiet", "--only-categories=performance,accessibility", f"--chrome-flags={flags}"]
    environment = os.environ | {"CHROME_PATH": shutil.which("chromium")}
    command = ["node", str(program), address, *options]
    return json.loads(subprocess.run(command, env=environment, capture_output=True, check=True, timeout=180).stdout)


def scores(found: dict) -> dict[str, int]:
    return {name: round(100 * category["score"]) for name, category in found["categories"].items()}


@contextmanager
def compressed(address: str) -> Iterator[str]:
    """The same site through gzip, on an address of its own."""

    class Front(BaseHTTPRequestHandler):
        """One request on, one answer back."""

        protocol_version = "HTTP/1.1"

        def do_GET(self):
            with urlopen(Request(address + self.path)) as answer:
                content, kind = gzip.compress(answer.read()), answer.headers["Content-Type"]
            self.send_response(200)
            for name, value in (("Content-Type", kind), ("Content-Encoding", "gzip"), ("Content-Length", len(content))):
                self.send_header(name, str(value))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *words):
            """Nobody reads it."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Front) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://localhost:{server.server_port}"
        server.shutdown()
