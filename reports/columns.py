"""Which columns a table has under each choice. Only what is among the protected cells is asked for: another cell would read as nought."""

from dataclasses import replace

from .definitions import BY_CODE
from .figures import SHARE, SHARES, YEAR, Column
from .models import Measure


def _column(measure, month=None, title=""):
    key = f"{measure}-{month:%Y-%m}" if title else str(measure)
    return Column(key, str(measure), title or BY_CODE[measure].title, month)


def compared(cut, measures):
    """Each at the end of the last month; and where two periods are compared, at the other one, with the change."""
    columns = [_column(measure, cut.last) for measure in measures]
    if cut.compared:
        columns += [_column(m, cut.compared, f"{BY_CODE[m].title}, {cut.compared:%b %Y}") for m in measures]
        columns += [
            replace(_column(m, cut.last), key=f"{m}-change", title=f"{BY_CODE[m].title}, change", since=cut.compared)
            for m in measures
            if m not in SHARES
        ]
    return columns


def people(cut, audience=""):
    """At the end of the last month; who has started is not told apart by principle, nor principles by audience."""
    if cut.principle and (cut.audience or audience):
        return []
    started = () if cut.principle else (Measure.STARTED,)
    return compared(cut, (Measure.REGISTERED, *started, Measure.COMPLETED, SHARE))


BESIDE_PEOPLE = "Completions, "


def completions(cut, beside=""):
    """Month by month; of a financial year the sum too. `beside`: what the head says more where other numbers stand before them."""
    whole = [Column(YEAR, YEAR, "Financial year", months=tuple(cut.months))] if cut.year else []
    return [_column(Measure.COMPLETIONS, month, f"{beside}{month:%b %Y}") for month in cut.months] + whole


def people_and_completions(cut):
    return people(cut) + completions(cut, BESIDE_PEOPLE)


def of_audiences(cut):
    return people(cut, audience="each") + completions(cut, BESIDE_PEOPLE)


def elsewhere(cut):
    """Of tiers and combined authorities only completions are told apart by principle."""
    return ([] if cut.principle else people(cut)) + completions(cut, BESIDE_PEOPLE)


def of_organisations(cut):
    """Of one audience within an organisation neither who has started nor completions are told."""
    if cut.audience:
        return compared(cut, (Measure.REGISTERED, Measure.COMPLETED, SHARE))
    return people(cut) + completions(cut, BESIDE_PEOPLE)


def of_principles(cut):
    """Principles are not told apart by audience but for completions."""
    return ([] if cut.audience else compared(cut, (Measure.COMPLETED, SHARE))) + completions(cut, BESIDE_PEOPLE)


def of_months(cut):
    return [_column(column.measure) for column in people(cut)] + [_column(Measure.COMPLETIONS)]


COVERED = (Measure.COUNCILS_REGISTERED, Measure.COUNCILS_STARTED, Measure.COUNCILS_COMPLETED)


def coverage(cut):
    """The denominator is of all audiences."""
    return covered(cut) if cut.audience else compared(cut, (Measure.COUNCILS, *COVERED))


def covered(cut):
    return compared(cut, COVERED)


def covered_with_principle(cut):
    return compared(cut, (Measure.COUNCILS_COMPLETED,))


def cohorts(cut):
    return [_column(measure) for measure in (Measure.ENROLLED, Measure.BEGUN, Measure.PARTLY, Measure.FINISHED)]


def activity(cut):
    """Certificates are not told apart by audience; nobody registers for one principle."""
    if cut.by == "principle":
        return compared(cut, (Measure.COMPLETIONS, Measure.PRINCIPLE_AWARDS))
    awards = () if cut.audience or cut.by == "audience" else (Measure.PRINCIPLE_AWARDS, Measure.COURSE_AWARDS)
    return compared(cut, (Measure.JOINED, Measure.ACTIVE, Measure.COMPLETIONS, *awards))


def _events(cut, *measures):
    """Told apart by audience or by principle, not by both."""
    return [] if cut.audience and cut.principle else compared(cut, measures)


def assessments(cut):
    return _events(cut, Measure.SAT, Measure.FIRST, "percent-first", Measure.SECOND, Measure.LATER)


def confidence(cut):
    later = (Measure.PAIRED_LATER, Measure.ROSE_LATER, "percent-rose-later")
    return _events(cut, Measure.PAIRED, Measure.ROSE, "percent-rose", *later)


def feedback(cut):
    shares = ("percent-useful", "percent-clear", "percent-will-act")
    return _events(cut, Measure.ANSWERED, Measure.USEFUL, Measure.CLEAR, Measure.WILL_ACT, *shares)


def course_feedback(cut):
    answered = (Measure.ANSWERED_COURSE, Measure.USEFUL_COURSE, Measure.CLEAR_COURSE, Measure.WILL_ACT_COURSE)
    return compared(cut, (*answered, "percent-course-useful", "percent-course-clear", "percent-course-will-act"))
