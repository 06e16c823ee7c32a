"""One press: nothing but its process knows WeasyPrint, and that never reads without our fetcher."""

import ast

from scripts.checks import APPS
from scripts.places import ROOT

PRINTER = "paper/printing.py"
READERS = {"HTML", "CSS", "Attachment"}  # what fetches; each takes `url_fetcher`


def breaches(path: str, text: str) -> list[str]:
    """Where a module loads WeasyPrint though it is not the printer, or has it read without our fetcher."""
    tree = ast.parse(text)
    loads = [] if path == PRINTER else [f"{path}:{node.lineno} loads it" for node in ast.walk(tree) if _loads(node)]
    reads = [f"{path}:{node.lineno} reads without" for node in ast.walk(tree) if _reads_freely(node)]
    return loads + reads


def _loads(node):
    names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
    if isinstance(node, ast.ImportFrom):
        names = [node.module or ""]
    if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
        names = [str(node.args[0].value)] if getattr(node.func, "id", "") in {"import_module", "import_string"} else []
    return any(name.split(".")[0] == "weasyprint" for name in names)


def _reads_freely(node):
    if not isinstance(node, ast.Call) or getattr(node.func, "id", getattr(node.func, "attr", "")) not in READERS:
        return False
    given = {word.arg: getattr(word.value, "id", "") for word in node.keywords}
    return given.get("url_fetcher") != "FETCHER"


def modules():
    return [path for app in APPS for path in (ROOT / app).rglob("*.py") if "migrations" not in path.parts]


def test_only_the_press_prints_and_only_with_our_fetcher():
    assert [found for path in modules() for found in breaches(str(path.relative_to(ROOT)), path.read_text())] == []


def test_the_printer_is_where_this_rule_looks():
    assert "url_fetcher=FETCHER" in (ROOT / PRINTER).read_text()


def test_every_way_round_it_is_found():
    assert breaches("home/log.py", "import weasyprint.text")
    assert breaches("home/log.py", "from weasyprint import HTML as Page")
    assert breaches("home/log.py", "import_module('weasyprint')")
    assert breaches(PRINTER, "HTML(string=x).write_pdf()")
    assert breaches(PRINTER, "CSS(string=x, url_fetcher=other)")
    assert not breaches(PRINTER, "from weasyprint import HTML\nHTML(string=x, url_fetcher=FETCHER)")
