"""The search for other worlds: only what could be, and nothing that is published may look different."""

from reports.worlds import FOREVER, Worlds


def worlds(people, **published):
    """`people`: (organisation, audience) to their number; each of them, each organisation and all are published."""
    found = Worlds(people, lambda key: [key, key[0], "all"])
    for cell, name in enumerate(found.names):
        found.bound(cell, *published.get(name, (0, FOREVER)) if isinstance(name, str) else (0, FOREVER))
    return found, found.names.index


def test_a_world_has_nowhere_fewer_than_nobody():
    """Of b nothing is published but the sum with a, so no published figure would show that fewer than nobody were there."""
    found = Worlds({("a", "x"): 1, ("b", "x"): 1}, lambda key: ["all", "both", *(["a"] if key[0] == "a" else [])])
    found.bound(0, 2, 2)
    assert found.reach(2, 2)[0]
    assert found.reach(2, 0)[0]
    assert not found.reach(2, 3)[0]


def test_what_is_published_looks_the_same_in_every_world():
    found, cell = worlds({("a", "x"): 9, ("a", "y"): 9, ("b", "x"): 9}, all=(27, 27), a=(18, 18))
    assert found.reach(cell(("a", "x")), 5)[0], "somebody is of another audience there"
    assert not found.reach(cell("b"), 10)[0]
    assert found.lowest[cell("a")] == found.highest[cell("a")] == 18


def test_the_true_world_is_left_as_it_was():
    found, cell = worlds({("a", "x"): 9, ("b", "x"): 9}, all=(18, 18))
    found.reach(cell("a"), 12)
    assert (found.people, found.total) == ([9, 9], found.truth)
