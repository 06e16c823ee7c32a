"""Nothing of any length is written twice."""

import ast
from collections import defaultdict

from tests.house.floors import apps_on_disk
from tests.house.tracked import texts

LONG = 40  # nodes of syntax: about five lines


class Anonymous(ast.NodeTransformer):
    """Forgets what names things go by, so that a copy with its variables renamed is still a copy."""

    def visit_Name(self, node):
        return ast.copy_location(ast.Name("name", node.ctx), node)

    def visit_arg(self, node):
        return ast.copy_location(ast.arg("name"), node)


def functions(source: str):
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            body = node.body[1:] if ast.get_docstring(node) else node.body
            if sum(1 for statement in body for _ in ast.walk(statement)) >= LONG:
                yield node.name, "\n".join(ast.dump(Anonymous().visit(statement)) for statement in body)


def written_twice(sources: dict[str, str]) -> list[list[str]]:
    places = defaultdict(list)
    for path, source in sources.items():
        for name, shape in functions(source):
            places[shape].append(f"{path}: {name}")
    return [found for found in places.values() if len(found) > 1]


def test_no_function_of_the_product_is_written_twice():
    ours = apps_on_disk() | {"scripts"}
    code = {path: text for path, text in texts().items() if path.endswith(".py") and path.split("/")[0] in ours}
    assert written_twice({path: text for path, text in code.items() if "/migrations/" not in path}) == []


def test_a_copy_with_other_names_would_be_found():
    first = "def due(rows, at):\n" + "".join(
        f"    total_{n} = sum(row.n for row in rows if row.at < at)\n" for n in range(4)
    )
    second = first.replace("rows", "people").replace("due", "late").replace("total", "count")
    assert written_twice({"a.py": first, "b.py": second}) == [["a.py: due", "b.py: late"]]
    assert written_twice({"a.py": first, "b.py": "def short(x):\n    return x\n"}) == []
