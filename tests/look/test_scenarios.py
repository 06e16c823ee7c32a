"""The way through a branching scenario."""

from look.scenarios import path

from .examples import STEPS


def taken(*answers):
    return path(STEPS, [{"step": step, "choice": choice} for step, choice in answers])


def test_it_opens_at_the_first_step():
    assert taken().open["id"] == "s1"


def test_a_choice_leads_to_the_step_it_names():
    way = taken(("s1", "c2"))
    assert (way.open["id"], [t.choice["id"] for t in way.taken]) == ("s2", ["c2"])


def test_a_choice_that_names_no_step_ends_it():
    assert taken(("s1", "c1")).open is None


def test_the_last_decision_ends_it():
    assert taken(("s1", "c2"), ("s2", "c3")).open is None


def test_an_answer_from_elsewhere_changes_nothing():
    assert taken(("s9", "c9")).open["id"] == "s1"


def test_branches_come_back_to_the_step_that_they_share():
    ways = {"a": "b", "b": "c", "c": ""}
    steps = [
        {"id": step, "choices": [{"id": "on", "next": on}, {"id": "short", "next": "c"}]} for step, on in ways.items()
    ]
    long = path(steps, [{"step": "a", "choice": "on"}, {"step": "b", "choice": "on"}])
    short = path(steps, [{"step": "a", "choice": "short"}])
    assert long.open["id"] == short.open["id"] == "c"


def test_a_circle_of_steps_still_ends():
    steps = [{"id": "a", "choices": [{"id": "x", "next": "a"}]}]
    assert len(path(steps, [{"step": "a", "choice": "x"}]).taken) == 1


def test_a_scenario_without_steps_is_over():
    assert path([], None).open is None
