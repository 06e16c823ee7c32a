"""What the code imports is what requirements.in asks for, and both are locked with hashes and without a host."""

import ast
import re
import sys
from importlib.metadata import packages_distributions

import pytest

from scripts import venv
from tests.house.floors import apps_on_disk
from tests.house.tracked import texts


def imported(source: str) -> set[str]:
    """The top-level modules that a text of Python imports."""
    nodes = list(ast.walk(ast.parse(source)))
    plain = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    from_them = {node.module for node in nodes if isinstance(node, ast.ImportFrom) and not node.level}
    return {name.split(".")[0] for name in plain | from_them}


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def asked_for(path) -> set[str]:
    """The packages that a requirements*.in names."""
    lines = path.with_suffix(".in").read_text().splitlines()
    return {normal(re.match(r"[\w.-]+", line).group()) for line in lines if line[:1].isalpha()}


def pins(path) -> set[str]:
    return {line.rstrip(" \\") for line in path.read_text().splitlines() if "==" in line}


def packages_behind(modules: set[str], own: set[str]) -> dict[str, set[str]]:
    """Module: the packages that bring it, for modules that are neither Python's nor ours."""
    installed = packages_distributions()
    strangers = modules - set(sys.stdlib_module_names) - own
    return {module: {normal(name) for name in installed.get(module, ())} for module in strangers}


def test_the_product_imports_only_what_it_asks_for():
    code = [text for path, text in texts().items() if path.endswith(".py") and path.split("/")[0] in apps_on_disk()]
    behind = packages_behind(set().union(*map(imported, code)), apps_on_disk())
    known = {line.split("==")[0] for line in pins(venv.RUNTIME)}
    assert behind
    assert {module for module, packages in behind.items() if not packages & known} == set()


def unused(names: set[str], code: str) -> list[str]:
    """Packages none of whose modules the code names, be it in a setting or a command."""
    brings = {}
    for module, packages in packages_distributions().items():
        for name in packages:
            brings.setdefault(normal(name), set()).add(module)
    return sorted(name for name in names if not any(re.search(rf"\b{m}\b", code) for m in brings.get(name, ())))


def test_the_product_asks_for_nothing_that_it_does_not_use():
    code = "\n".join(text for path, text in texts().items() if path.endswith(".py") and not path.startswith("tests/"))
    by_django = {"psycopg"}  # which opens PostgreSQL with it
    assert unused(asked_for(venv.RUNTIME) - by_django, code) == []
    assert unused({"django", "wagtail"}, "import django") == ["wagtail"]


def test_an_import_that_nobody_asked_for_would_be_found():
    assert imported("import os, pytest.mark\nfrom django.db import models\nfrom . import x") == {
        "os",
        "pytest",
        "django",
    }
    assert packages_behind({"os", "pytest", "courses", "nowhere"}, {"courses"}) == {
        "pytest": {"pytest"},
        "nowhere": set(),
    }


def test_everything_asked_for_is_locked():
    for path in (venv.RUNTIME, venv.DEVELOPMENT):
        assert asked_for(path) <= {line.split("==")[0] for line in pins(path)}


@pytest.mark.parametrize("path", [venv.RUNTIME, venv.DEVELOPMENT])
def test_the_lock_has_hashes_and_names_no_host(path):
    assert path.read_text().count("--hash=sha256:") >= len(pins(path)) > 50
    assert "://" not in path.read_text()


def test_tests_run_on_the_versions_that_the_product_runs_on():
    assert pins(venv.RUNTIME) <= pins(venv.DEVELOPMENT)
