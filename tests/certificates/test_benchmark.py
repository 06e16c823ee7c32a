"""The measure of a certificate runs, so that the benchmark does not break unseen. How fast it is, is printed and not tested."""

import pytest

from certificates.benchmark import measure


@pytest.mark.django_db(transaction=True)
def test_it_measures_what_a_certificate_costs_and_what_its_page_does():
    found = measure(rounds=1, documents=10)
    assert found["certificate_naive_cpu_ms"] > found["certificate_signed_cpu_ms"] > found["certificate_cpu_ms"] > 0
    assert found["certificates_per_second"] > 0
    assert found["certificates_per_second_by_two"] > 0
    assert found["certificate_p95_ms"] > 0
    assert found["press_memory_kb"] > 0
    assert found["verify_rate_of_bare"] > 0
    assert found["verify_queries"] <= 2
    assert found["verify_known_unknown_gap_ms"] < 100
