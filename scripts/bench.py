"""`./run bench`: the product's own measuring command, on data of its own so that nobody's is touched."""

import os
import tempfile
from pathlib import Path

from scripts import serve
from scripts.places import PYTHON, Copy
from scripts.processes import run, run_or_leave


def bench(copy: Copy, words: list[str]) -> int:
    """Everything after the verb (`--json FILE`) goes to `manage.py bench`."""
    serve.prepare_machine()
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        apart = Copy(copy.port, Path(folder))
        environment = {"DEBUG": "false"} | os.environ | apart.environment | {"DATA_DIR": folder}
        run_or_leave([PYTHON, "manage.py", "prepare"], environment)
        return run([PYTHON, "manage.py", "bench", *words], environment)
