"""A learner who has completed a module, and the certificate that this gave them."""

from datetime import date

import pytest

from certificates.models import Certificate, Kind
from certificates.rendering import render
from tests.curriculum import AT
from tests.learners import colleague, course, learner, module, signed_in
from tests.taking import complete, sit

__all__ = ["colleague", "course", "learner", "module", "signed_in"]


@pytest.fixture
def certificate(learner, module):
    complete(learner, *module.live_lessons())
    sit(learner, module)
    return Certificate.objects.get(learner=learner, kind=Kind.MODULE)


@pytest.fixture
def rendered(certificate):
    """The certificate, with its document stored."""
    render(certificate, at=AT)
    return certificate


def imagined(**facts):
    """A certificate that is not saved: enough to print."""
    usual = {
        "pk": 7, "code": "7KQM-2XN4-VJ8R-WT3H", "kind": "module", "name": "Siân Hughes", "organisation_name": "Elmet Council",
        "title": "Reading a business case", "principles": ["p2"], "outcomes": ["Ask for open standards"], "minutes": 75,
        "edition": "Edition 2, 14 November 2026", "issuer": "The Programme", "awarded_on": date(2026, 11, 22),
    }  # fmt: skip
    return Certificate(**usual | facts)
