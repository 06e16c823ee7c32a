"""The data dictionary: what each figure counts, from where, with which caveats. Quoted on screen, in exports and in the API."""

from dataclasses import dataclass
from datetime import date

from django.conf import settings

from .models import Measure

FIRST = date(2026, 11, 22)


@dataclass(frozen=True)
class Definition:
    """`definition`, `source` and `caveats` are sentences for readers; `changed_on` is when one of them last changed."""

    code: str
    title: str
    definition: str
    source: str
    caveats: str = ""
    changed_on: date = FIRST


SERVING = "Memberships: who serves which organisation, from when until when."
FROZEN = "Module records. Organisation and audience are those at completion, and never change afterwards."
ENROLMENTS = "Enrolments. Organisation and audience are those at enrolment, and never change afterwards."
TWICE = "A person who serves two organisations counts in each."
COHORT = "How far a group has come until the time of the figures; the groups of recent months have had less time."
ATTEMPTS = "Attempts. Organisation and audience are those at enrolment. Never shown of one organisation."
CONFIDENT = "Answers on confidence, by organisation and audience at the first answer. Never shown of one organisation."
SURVEYS = "Surveys after a module, by organisation and audience at the answer. Never shown of one organisation."
COURSE_SURVEYS = "Surveys after a course, by organisation and audience at the answer. Never shown of one organisation."
AWARDED = "Certificates, by organisation at the award, once that is confirmed. A correction is no second award; revoked ones are left out."
PASSED_OVER = "A question that was passed over counts as no."


def _share(code, title, words):
    """A percentage of two figures that are shown."""
    return Definition(
        code, title, f"{words}, in per cent.", "The two rounded figures that are shown.", "None on fewer than 10."
    )


DEFINITIONS = (
    Definition(
        Measure.REGISTERED,
        "Registered",
        "People with an account who serve an organisation on the last day of the month, confirmed by their email address or "
        "by an approval.",
        SERVING,
        f"{TWICE} People leave and move, so this number can fall. People who wait for an approval are added when it comes.",
    ),
    Definition(
        Measure.STARTED,
        "Started",
        "Registered people who have begun at least one module by the end of the month.",
        "Memberships and module records.",
        f"{TWICE} It follows people to where they serve now.",
    ),
    Definition(
        Measure.COMPLETED,
        "Completed a module",
        "Registered people who have completed at least one module by the end of the month; with a principle, at least one "
        "module of that principle.",
        "Memberships and module records.",
        f"{TWICE} Somebody who completed modules of two principles counts under both, so principles do not add up.",
    ),
    Definition(
        "percent-completed",
        "Share completed",
        "Completed, of registered, in per cent.",
        "The two rounded figures that are shown.",
        "Whole numbers, and none on fewer than 10 people. It is no share of all leaders: nobody knows how many there are.",
    ),
    Definition(
        Measure.COMPLETIONS,
        "Module completions",
        "Modules completed in the month: every required lesson marked as complete and the assessment passed, or, where the "
        "module allows it, the assessment alone.",
        FROZEN,
        "Counts completions, not people. Months are those of Europe/London. Completions that wait for an approval of the "
        "organisation are added to their own month when it comes.",
    ),
    Definition(
        "completions-year",
        "Completions in the financial year",
        "The sum of the rounded module completions of the months of a financial year, April to March, so far.",
        "The rounded figures that are shown of each month.",
        "It says no more than the months say, and can be 2 away from the true number for each of them. Withheld where one of "
        "the months is.",
    ),
    Definition(
        Measure.JOINED,
        "Registrations",
        "People who came to serve an organisation in the month for the first time, with an account and confirmed.",
        SERVING,
        "Each person counts once, where they served first. People move and leave, so this is not the change in those registered.",
    ),
    Definition(
        Measure.ACTIVE,
        "Active",
        "People who began or completed a module in the month.",
        "Module records and memberships.",
        "Reading without an account, and single lessons, are not counted.",
    ),
    Definition(
        Measure.SAT,
        "Sat an assessment",
        "Assessments that somebody took for the first time in the month.",
        ATTEMPTS,
        "Counts assessments, not people: one person may take several.",
    ),
    Definition(
        Measure.FIRST,
        "Passed at the first attempt",
        "Of those, the ones that were passed at that attempt.",
        ATTEMPTS,
        "Attempts are unlimited, so this says how hard the first one is and not how many pass in the end.",
    ),
    Definition(
        Measure.SECOND,
        "Passed at the second attempt",
        "Assessments that somebody passed in the month, for the first time and at the second attempt.",
        ATTEMPTS,
        "In the month of the pass; the first attempt may have been in an earlier one, so this is no part of those who sat.",
    ),
    Definition(
        Measure.LATER,
        "Passed at the third attempt or later",
        "Assessments that somebody passed in the month, for the first time and at the third attempt or a later one.",
        ATTEMPTS,
        "As above. How many attempts there were in all is not told.",
    ),
    _share("percent-first", "Share passed at the first attempt", "Passed at the first attempt, of sat"),
    Definition(
        Measure.PAIRED,
        "Confidence before and after",
        "Answers on how sure somebody is of a principle, after learning, in the month, of people who also answered at the start.",
        CONFIDENT,
        "Only pairs of answers of the same person on the same principle count.",
    ),
    Definition(Measure.ROSE, "More confident after", "Of those pairs, the ones with a higher answer after.", CONFIDENT),
    _share("percent-rose", "Share more confident after", "More confident after, of pairs"),
    Definition(
        Measure.PAIRED_LATER,
        "Confidence before and three months later",
        "The same pairs with the answer three months later instead.",
        CONFIDENT,
        "Who answers after three months has chosen to, and may differ from those who do not.",
    ),
    Definition(
        Measure.ROSE_LATER,
        "More confident three months later",
        "Of those pairs, the ones with a higher answer.",
        CONFIDENT,
    ),
    _share(
        "percent-rose-later", "Share more confident three months later", "More confident three months later, of pairs"
    ),
    Definition(
        Measure.ANSWERED,
        "Answered a survey",
        "Surveys about a module that were answered in the month.",
        SURVEYS,
        "Who answers has chosen to, and may differ from those who do not.",
    ),
    Definition(
        Measure.USEFUL, "Found it useful", "Of those, the ones with 4 or 5 of 5 for useful.", SURVEYS, PASSED_OVER
    ),
    Definition(Measure.CLEAR, "Found it clear", "Of those, the ones with 4 or 5 of 5 for clear.", SURVEYS, PASSED_OVER),
    Definition(
        Measure.WILL_ACT,
        "Will act on it",
        "Of those, the ones with 4 or 5 of 5 for acting on it.",
        SURVEYS,
        PASSED_OVER,
    ),
    _share("percent-useful", "Share who found it useful", "Found it useful, of answered"),
    _share("percent-clear", "Share who found it clear", "Found it clear, of answered"),
    _share("percent-will-act", "Share who will act on it", "Will act on it, of answered"),
    Definition(
        Measure.ANSWERED_COURSE,
        "Answered a survey about a course",
        "Surveys about a whole course that were answered in the month.",
        COURSE_SURVEYS,
        "Who answers has chosen to, and may differ from those who do not. Surveys about its modules are counted by themselves.",
    ),
    Definition(
        Measure.USEFUL_COURSE,
        "Found the course useful",
        "Of those, the ones with 4 or 5 of 5 for useful.",
        COURSE_SURVEYS,
        PASSED_OVER,
    ),
    Definition(
        Measure.CLEAR_COURSE,
        "Found the course clear",
        "Of those, the ones with 4 or 5 of 5 for clear.",
        COURSE_SURVEYS,
        PASSED_OVER,
    ),
    Definition(
        Measure.WILL_ACT_COURSE,
        "Will act on the course",
        "Of those, the ones with 4 or 5 of 5 for acting on it.",
        COURSE_SURVEYS,
        PASSED_OVER,
    ),
    _share("percent-course-useful", "Share who found the course useful", "Found the course useful, of answered"),
    _share("percent-course-clear", "Share who found the course clear", "Found the course clear, of answered"),
    _share("percent-course-will-act", "Share who will act on the course", "Will act on the course, of answered"),
    Definition(
        Measure.PRINCIPLE_AWARDS,
        "Principle certificates",
        "Certificates for all published modules of a principle, awarded in the month.",
        AWARDED,
        "Each module that is completed brings a certificate too; those are counted as module completions.",
    ),
    Definition(
        Measure.COURSE_AWARDS, "Course certificates", "Certificates for a whole course, awarded in the month.", AWARDED
    ),
    Definition(
        Measure.COUNCILS,
        "Councils",
        "Principal councils of England (districts, counties, unitary authorities, metropolitan districts, London boroughs and "
        "the City of London) that exist on the last day of the month.",
        "The list of organisations, with the dates from and until which each exists.",
        "Combined, fire and other authorities are not in the denominator, nor counted as covered.",
    ),
    Definition(
        Measure.COUNCILS_REGISTERED,
        "Councils with somebody registered",
        "Of those councils, the ones with at least one registered person.",
        SERVING,
        "Exact, because it counts organisations; rounded and withheld like numbers of people when cut by audience.",
    ),
    Definition(
        Measure.COUNCILS_STARTED,
        "Councils with somebody started",
        "Of those councils, the ones with at least one registered person who has begun a module.",
        "Memberships and module records.",
        "As above.",
    ),
    Definition(
        Measure.COUNCILS_COMPLETED,
        "Councils with somebody who completed a module",
        "Of those councils, the ones with at least one registered person who has completed a module; with a principle, a module "
        "of that principle.",
        "Memberships and module records.",
        "As above. By principle it is told of England, and withheld where so many councils would say how many people there are.",
    ),
    Definition(Measure.ENROLLED, "Enrolled", "People who enrolled in the course in the month.", ENROLMENTS, COHORT),
    Definition(
        Measure.BEGUN, "Began a module", "Of those, the ones who have begun a module of the course.", ENROLMENTS, COHORT
    ),
    Definition(
        Measure.PARTLY,
        "Completed a module of the course",
        "Of those, the ones who have completed at least one module of the course.",
        ENROLMENTS,
        COHORT,
    ),
    Definition(
        Measure.FINISHED,
        "Completed the course",
        "Of those, the ones who have completed every required module of the course.",
        ENROLMENTS,
        f"{COHORT} A course with a required module that is not published yet cannot be completed.",
    ),
)
BY_CODE = {definition.code: definition for definition in DEFINITIONS}

OFFICIAL = "Official statistics"
INFORMATION = "Management information"
CHECKED = "Figures are checked by the programme and may be corrected; corrections are dated."


def status(*, released=False):
    """The words “official statistics” stand on releases alone, and only where somebody who may has set so (docs/operating.md)."""
    return OFFICIAL if released and settings.OFFICIAL_STATISTICS else INFORMATION


def label(*, released=False):
    """The same in a sentence or two. What is not released yet is no statistic, and says where those are to be found."""
    if not settings.OFFICIAL_STATISTICS:
        return f"{INFORMATION}, not official statistics. {CHECKED}"
    if released:
        return f"{OFFICIAL}. {CHECKED}"
    return (
        f"{INFORMATION}. Only the published figures are official statistics; these are as they are now, and may differ."
    )
