"""Our components say what govuk-frontend's own expected HTML says (its fixtures.json is the oracle)."""

import json
from pathlib import Path

import pytest

from . import oracle

FIXTURES = Path(__file__).parent / "fixtures"
CASES = [
    pytest.param(component, case, id=f"{component}: {case['name']}")
    for component in oracle.COMPONENTS
    for case in json.loads((FIXTURES / f"{component}.json").read_text())
]


@pytest.mark.parametrize(("component", "case"), CASES)
def test_a_component_is_what_the_design_system_expects(component, case):
    ours = oracle.COMPONENTS[component](case["options"])
    assert oracle.outline(ours, component) == oracle.outline(case["html"], component)


def test_every_component_is_held_against_several_cases():
    counts = {name: len(json.loads((FIXTURES / f"{name}.json").read_text())) for name in oracle.COMPONENTS}
    assert min(counts.values()) >= 2, counts
