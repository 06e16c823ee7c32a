"""A PostgreSQL and a Redis for one run of the tests: on free ports of this machine alone, with data in a folder
that is thrown away, and no care for power cuts. Never the machine's own servers."""

import os
import shutil
import signal
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from scripts.console import step
from scripts.processes import Family

NOBODY = "postgres"  # whom Debian's package makes; PostgreSQL refuses to run as root
CARELESS = ["fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=200"]


@contextmanager
def running() -> Iterator[dict[str, str]]:
    """Start both, and yield the environment by which tests find them."""
    with tempfile.TemporaryDirectory(prefix="training-tests-") as name, Family() as family:
        folder = Path(name)
        folder.chmod(0o755)
        with step("Starting PostgreSQL and Redis for the tests"):
            postgres, redis = start_postgres(family, folder), start_redis(family, folder)
            up = family.wait_until(lambda: listening(postgres) and listening(redis))
        if not up:
            logs = "\n".join(log.read_text(errors="replace")[-1500:] for log in folder.glob("*.log"))
            raise SystemExit(f"PostgreSQL or Redis did not start:\n{logs}")
        yield {
            "TEST_POSTGRES_URL": f"postgres://tests@127.0.0.1:{postgres}/postgres",
            "TEST_REDIS_URL": f"redis://127.0.0.1:{redis}",
        }


def start_postgres(family: Family, folder: Path) -> int:
    programs = max(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name))
    data, port = folder / "postgres", free_port()
    data.mkdir(mode=0o700)
    become: list[str] = []
    if os.geteuid() == 0:
        shutil.chown(data, NOBODY, NOBODY)
        become = ["setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--init-groups", "--pdeathsig=INT", "--"]
    init = ["--username=tests", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync", "-D", str(data)]
    subprocess.run([*become, programs / "initdb", *init], check=True, cwd="/", stdout=subprocess.DEVNULL)
    settings = [word for setting in CARELESS for word in ("-c", setting)]
    where = ["-D", data, "-p", str(port), "-h", "127.0.0.1", "-k", ""]
    command = [*become, programs / "postgres", *where, *settings]
    family.start("PostgreSQL", command, log=folder / "postgres.log", ends_on=signal.SIGINT)
    return port


def start_redis(family: Family, folder: Path) -> int:
    port = free_port()
    options = ["--port", str(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--dir", str(folder)]
    family.start("Redis", ["redis-server", *options], log=folder / "redis.log")
    return port


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def listening(port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0
