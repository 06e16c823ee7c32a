"""`./run bench`: the product's own measuring command, on data of its own so that nobody's is touched."""

import tempfile
from pathlib import Path

from scripts import serve
from scripts.places import PYTHON, Copy
from scripts.processes import run, run_or_leave

SOMEBODYS = ("DATABASE_URL", "REDIS_URL")


def bench(copy: Copy, words: list[str]) -> int:
    """Everything after the verb (`--json FILE`) goes to `manage.py bench`."""
    serve.prepare_machine()
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        apart = Copy(copy.port, Path(folder)).environment
        environment = {name: value for name, value in apart.items() if name not in SOMEBODYS}
        run_or_leave([PYTHON, "manage.py", "prepare"], environment)
        return run([PYTHON, "manage.py", "bench", *words], environment)
