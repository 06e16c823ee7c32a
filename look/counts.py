"""How a count of people is shown to those who may not know who they are: rounded, or withheld. Pure; the numbers of RULES.md."""

SMALL = 5  # counts of people below this are withheld
STEP = 5  # others are rounded to the nearest
BASE = 10  # no percentage of fewer people, and no group below it of whom all or none did something
ENOUGH = 30  # people, before editors are shown a share that is computed from rounded numbers


def rounded(number):
    """Nought stays nought, 1 to 4 are withheld (None), the rest goes to the nearest 5."""
    if number < SMALL:
        return None if number else 0
    return STEP * ((number + STEP // 2) // STEP)


def is_a_base(shown):
    """Whether a percentage may stand on it: decided by what is shown, so that it says no more than that; 10 may stand for 8."""
    return shown is not None and shown > BASE


def percent(part, whole):
    """Whole, from the rounded counts; None where one is withheld or the base is too small."""
    if part is None or not is_a_base(whole):
        return None
    return min(100, (200 * part + whole) // (2 * whole))
