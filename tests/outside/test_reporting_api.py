"""The reporting API, attacked by Schemathesis with what its own description allows and forbids."""

import pytest
import schemathesis
from django.core.cache import cache
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.checks import load_all_checks
from schemathesis.core.failures import FailureGroup
from schemathesis.specs.openapi.checks import positive_data_acceptance

from reports import aggregates, tokens
from reports.api import answers, doors
from tests.cast import make_council
from tests.curriculum import build_course, build_module
from tests.reports.conftest import NOW, many, record_completions
from training.wsgi import application

load_all_checks()
# Whether a region or a month can be asked for depends on the figures, which no description knows: 400 is right there.
DEPENDS_ON_THE_FIGURES = [positive_data_acceptance]
FEW = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True, database=None)


@pytest.fixture
def described(db, monkeypatch):
    """The API over figures of forty people, and without limits to how often."""
    module = build_module(principle="p4")
    build_course(module)
    record_completions(many(make_council("Testham Borough Council", "testham.gov.uk"), 40), module)
    aggregates.refresh(at=NOW)
    monkeypatch.setattr(doors.PerToken, "allow_request", lambda self, request: True)
    monkeypatch.setattr(doors, "consume", lambda *args, **kwargs: True)
    for signal in (request_started, request_finished):
        signal.disconnect(
            close_old_connections
        )  # as Django's own test client does: the test's data are in a transaction
    cache.clear()
    yield schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application)
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def token(administrator):
    return tokens.issue(name="Schemathesis", days=1, by=administrator, at=timezone.now())[1]


def attack(described, token):
    """Every operation with made-up parameters, allowed and forbidden ones; each answer is held against the description."""
    for found in described.get_all_operations():
        for mode in GenerationMode:
            ask(found.ok(), mode, {"Authorization": f"Bearer {token}"})


def ask(operation, mode, headers):
    """What is made up is hardly ever there: some that are allowed are asked of tables that answer with figures."""

    @FEW
    @given(case=operation.as_strategy(generation_mode=mode), name=st.sampled_from(["regions", "months", None]))
    def answered(case, name):
        if name and mode is GenerationMode.POSITIVE and "name" in case.path_parameters:
            case.path_parameters["name"] = name
            case.query = {key: value for key, value in (case.query or {}).items() if key == "per_page"}
        case.call_and_validate(headers=headers, excluded_checks=DEPENDS_ON_THE_FIGURES)

    answered()


def test_every_answer_is_as_described(described, token):
    attack(described, token)


def test_an_answer_that_is_not_as_described_is_found(described, token, monkeypatch):
    monkeypatch.setattr(answers, "number", lambda shown: {"value": 1.5, "unit": "", "mark": ""})
    with pytest.raises(FailureGroup, match="found"):
        attack(described, token)
