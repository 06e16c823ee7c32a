"""A lesson and an assessment question as a screen reader says them: an outline in order, not word by word."""

import pytest

from tests.browser.listening import lacks, transcript
from tests.browser.test_people_first import MODULE, joins, takes_a_course
from tests.browser.walking import Walker

LESSON = f"{MODULE}why-digital-belongs-in-the-boardroom/"
FRAME = [
    "^navigation, Breadcrumb",
    "^Principle$",
    "^Demonstrate digital leadership$",
    "^heading, Why digital belongs in the boardroom, level 1$",
    r"^Lesson 1 of 5 · about \d+ minutes?",
    "^heading, .+, level 2$",
    "^table, .+",
    "^columnheader, .+",
    "^rowheader, .+",
    "^heading, Check your understanding, level 2$",
]
ASKED = [
    r"^group, .+\?",
    "^radio, .+, not checked, position 1, set size 4$",
    "^radio, .+, position 4, set size 4$",
    "^button, Check my answer$",
]
REFLECTION = ["^heading, Pause and reflect, level 2$", "^textbox, Your note, .*private", "^button, Save$"]
TOLD = [
    "^status$",
    "^(That’s right|Not quite)$",
    "^end of status$",
    "^Your answer: (right|not right)$",
    "^Answer again$",
]
QUESTION = [
    r"^Question 1 of 10 ·",
    r"^Answered so far",
    r"^(group|heading), .+",
    r"^heading, .+, level 1$",
    r"^(radio|checkbox|combobox), .+",
    "^button, Save and continue$",
    "^link, Come back to this one later$",
]
RESULT = [
    r"^heading, .*Not yet: \d of 10 right, level 1$",
    "^link, Try again$",
    "^table, Your result by outcome$",
    r"^\d of 2$|^cell, \d of 2$",
]


@pytest.fixture(scope="module")
def walker(browser, live_product, screenshots):
    """Who joined and took a course."""
    context = browser.new_context(locale="en-GB", bypass_csp=True)
    walker = Walker(context.new_page(), live_product, screenshots)
    joins(walker, "lee.listens@camden.gov.uk")
    takes_a_course(walker)
    yield walker
    context.close()


def test_a_lesson_says_where_one_is_what_is_asked_and_what_came_of_it(walker):
    walker.open(MODULE)
    walker.press("Start this module")
    walker.open(LESSON)
    assert lacks(transcript(walker.page), FRAME + ASKED + REFLECTION) == ""
    walker.do_activities()
    assert lacks(transcript(walker.page), FRAME + TOLD + REFLECTION) == ""


def test_an_assessment_says_its_question_how_far_one_is_and_the_result(walker):
    walker.open(MODULE)
    walker.follow("Take the assessment first")
    walker.press("Start the assessment")
    assert lacks(transcript(walker.page), QUESTION) == ""
    walker.press("Save and continue")
    assert (
        lacks(transcript(walker.page), ["^alert", "^heading, There is a problem, level 2$", "^link, .+", *QUESTION])
        == ""
    )
    walker.answer_paper(rightly=False)
    walker.press("Submit my answers")
    assert lacks(transcript(walker.page), RESULT) == ""


@pytest.mark.parametrize(
    ("fault", "missed"),
    [
        ("h1 => h1.outerHTML = `<p>${h1.innerHTML}</p>`", FRAME[3]),
        ("h1 => document.querySelector('main table').remove()", FRAME[6]),
        (
            "h1 => document.querySelectorAll('main th').forEach((part) => part.setAttribute('aria-hidden', 'true'))",
            FRAME[7],
        ),
    ],
)
def test_what_is_not_said_is_missed(walker, fault, missed):
    walker.open(LESSON)
    walker.page.locator("h1").evaluate(fault)
    assert lacks(transcript(walker.page), FRAME) == missed
