"""The measure of a certificate runs, so that the benchmark does not break unseen. How fast it is, is printed and not tested."""

import pytest

from certificates.benchmark import measure


@pytest.mark.django_db
def test_it_measures_the_naive_the_lean_and_the_signed():
    found = measure(rounds=1)
    assert found["certificate_naive_cpu_ms"] > 0
    assert found["certificate_cpu_ms"] > 0
    assert found["certificate_signed_cpu_ms"] > 0
