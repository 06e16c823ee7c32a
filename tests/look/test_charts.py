"""The radar beside the table of the same numbers."""

from look.charts import CENTRE, RADIUS, radar


def scores(*pairs):
    return [{"score": score, "out_of": out_of} for score, out_of in pairs]


def test_it_starts_at_the_top_and_has_an_axis_for_each_score():
    drawn = radar(scores((1, 6), (2, 6), (3, 6)))
    assert (drawn.axes[0].x, drawn.axes[0].y) == (CENTRE, CENTRE - RADIUS)
    assert len(drawn.axes) == 3


def test_a_full_score_reaches_the_rim_and_none_stays_in_the_middle():
    shape = radar(scores((6, 6), (0, 6), (0, 6))).shape.split()
    assert shape == [f"{CENTRE:.1f},{CENTRE - RADIUS:.1f}", f"{CENTRE:.1f},{CENTRE:.1f}", f"{CENTRE:.1f},{CENTRE:.1f}"]


def test_a_score_is_never_drawn_outside_the_rim():
    assert radar(scores((9, 6), (0, 6), (0, 6))).shape.split()[0] == f"{CENTRE:.1f},{CENTRE - RADIUS:.1f}"


def test_a_score_out_of_nothing_is_nothing():
    assert radar(scores((0, 0), (0, 0), (0, 0))).shape.split()[0] == f"{CENTRE:.1f},{CENTRE:.1f}"
