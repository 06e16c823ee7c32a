"""The floors of the house, read from the import contract in pyproject.toml, and which way is down."""

import tomllib

from scripts.places import ROOT

NOT_APPS = {"scripts", "tests"}

Edge = tuple[str, str, str]  # app that leans, app that it leans on, where that is written


def contract() -> dict:
    return tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]


def floors() -> dict[str, int]:
    """App: its floor, 0 at the bottom. Apps on one floor are strangers."""
    (layers,) = (found["layers"] for found in contract()["contracts"] if found["type"] == "layers")
    return {app.strip(): floor for floor, line in enumerate(reversed(layers)) for app in line.split("|")}


def apps_on_disk() -> set[str]:
    return {path.parent.name for path in ROOT.glob("*/__init__.py")} - NOT_APPS


def not_downwards(edges: list[Edge], floor: dict[str, int]) -> list[str]:
    """The edges between our apps that go up or sideways, as sentences."""
    return [
        f"{where}: {app} leans on {other}"
        for app, other, where in edges
        if app != other and app in floor and other in floor and floor[other] >= floor[app]
    ]
