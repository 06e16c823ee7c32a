"""How figures are rounded and withheld, in the words of the data dictionary: on screen, in exports and in the API."""

ROUNDED = "Rounded figures may not add up."
WITHHELD = "[c]"

METHOD = (
    (
        "Rounding",
        "Numbers of people and of completions are rounded to the nearest 5. A true nought is 0. Each number is rounded by "
        "itself, totals included, so rounded figures may not add up.",
    ),
    (
        "Withholding",
        "Numbers from 1 to 4 are withheld and shown as [c]. So are other numbers wherever a reader could otherwise work out a "
        "small one, a withheld one, or more of a rounded one than the rounding leaves open. Both look alike: [c] can stand "
        "for a larger number.",
    ),
    (
        "Everybody or nobody",
        "Of a group that may be smaller than 10, nothing is shown that would say that all of them, or none of them, did "
        "something.",
    ),
    (
        "Percentages",
        "Computed from the rounded numbers that are shown, in whole per cent, and never on a base that may be smaller than 10.",
    ),
    (
        "Organisations",
        "Numbers of organisations are exact, so they can say that no council of a place has anybody who started or completed "
        "yet. Cut by audience they are rounded and withheld as numbers of people are. Within one organisation an audience is only "
        "told apart where at least 10 people of it are registered, or more where these groups are very many. How people "
        "did in assessments, and what they say of themselves and of what they learnt, is never shown of one organisation. "
        "Organisations are not ranked.",
    ),
    (
        "How it is decided",
        "All figures of a month are one family of cells, protected once; every table, chart and file is a selection from it, "
        "so no two of them can be combined into more than the family says. Between months people come and go unseen, so month "
        "ends and what happened in between are no sum either. For each figure the computer looks for other "
        "worlds: different numbers of people that would be published in exactly the same words. A small number must be able "
        "to be anything from 1 to 4, a withheld larger one must leave at least 5 values open, a rounded one the whole of its "
        "rounding. Where such worlds are not found, the finest figure in the way is withheld too.",
    ),
    (
        "What is not told",
        "How many attempts at assessments there were in all: somebody may try as often as they like, so a number of attempts can "
        "be one person’s alone, and rounding protects numbers of people. Told is at which attempt assessments were passed.",
    ),
    (
        "The month that is running",
        "Its figures are provisional and change as they are refreshed. They are for people who work with them, and are not "
        "published before the month has ended.",
    ),
)
