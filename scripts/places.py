"""Where things are: the checkout, its caches, and the folder of data that one copy of the product uses."""

import os
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CACHE = ROOT / ".cache"
BUILD = ROOT / "build"
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"


@dataclass(frozen=True)
class Copy:
    """One running copy of the product: its port, and the folder of its database, media and mail."""

    port: int
    data: Path

    @classmethod
    def chosen(cls, port: str | None, data: str | None) -> "Copy":
        """What the options say, else the environment, else the defaults."""
        port = port or os.environ.get("PORT") or "8000"
        data = data or os.environ.get("DATA_DIR") or str(ROOT / ".data")
        if not (port.isdecimal() and 0 < int(port) < 65536):
            raise SystemExit(f"A port is a number from 1 to 65535, not {port!r}.")
        return cls(int(port), Path(data).expanduser().resolve())

    @property
    def environment(self) -> dict[str, str]:
        """The environment that every process of this copy gets."""
        usual = {"DJANGO_SETTINGS_MODULE": "training.settings.dev", "SITE_URL": f"http://localhost:{self.port}"}
        chosen = {"PORT": str(self.port), "DATA_DIR": str(self.data), "PYTHONUNBUFFERED": "1"}
        return usual | os.environ | chosen
