"""The rules that stand on more than one number: groups, councils, audiences within an organisation."""

from reports.families import Base
from reports.protection import protect_month

REGISTERED, STARTED = ("registered",), ("registered", "started")
DONE = ("registered", "completed", "p4", "started")
COUNCILS = dict.fromkeys(("o1", "o2", "o3"), (("", ""), ("region", "r1"), ("type", "unitary")))


def people(*rows):
    """(organisation, audience, reached, number) to the counts of one month."""
    return {
        ("people", Base(name, "r1", "unitary", audience, reached=reached)): number
        for name, audience, reached, number in rows
    }


def shown(counts, measure, kind="", place="", audience="", subject=""):
    return protect_month(counts, COUNCILS).get((measure, kind, place, audience, subject), 0)


def test_that_all_of_a_small_group_completed_is_not_shown():
    counts = people(("o1", "other", DONE, 8), ("o2", "other", STARTED, 40), ("o3", "other", DONE, 40))
    assert shown(counts, "completed", "organisation", "o1") is None
    assert shown(counts, "completed", "organisation", "o3") == 40


def test_councils_are_counted_exactly():
    counts = people(("o1", "other", DONE, 8), ("o2", "councillor", REGISTERED, 40))
    assert shown(counts, "councils") == 3
    assert shown(counts, "councils-registered") == 2
    assert shown(counts, "councils-completed", "region", "r1") == 1


def test_councils_cut_by_audience_are_withheld_like_people():
    counts = people(("o1", "other", DONE, 8), ("o2", "councillor", REGISTERED, 40))
    assert shown(counts, "councils-registered", audience="councillor") is None


def test_an_audience_is_told_apart_within_an_organisation_only_where_ten_are_registered_beyond_doubt():
    counts = people(("o1", "councillor", STARTED, 40), ("o1", "other", STARTED, 12), ("o2", "other", STARTED, 60))
    cells = protect_month(counts, COUNCILS)
    assert ("registered", "organisation", "o1", "councillor", "") in cells
    assert ("registered", "organisation", "o1", "other", "") not in cells


def test_an_organisation_outside_the_list_of_councils_counts_people_but_covers_nothing():
    counts = people(("fire", "other", DONE, 40))
    assert shown(counts, "registered") == 40
    assert shown(counts, "councils-registered") == 0
