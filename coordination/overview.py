"""An organisation's people as its coordinators see them: the columns of rules.COLUMNS and no others. Reads only.

Scoped by the reader's own grants, so that a forgotten check shows nothing. The number of queries does not grow with the people.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q
from django.utils import timezone

from courses.models import CourseModule
from people.models import Membership
from progress.models import Enrolment, ModuleRecord

from . import rules
from .models import CohortMember, Invitation
from .permissions import members_seen_by
from .rules import State


@dataclass(frozen=True)
class Line:
    """A person on a pathway, or somebody invited. `done` and `due` are None without a pathway."""

    name: str
    state: State
    pathway: str = ""
    cohort: str = ""
    cohort_id: int | None = None
    done: int | None = None
    due: int | None = None
    due_on: date | None = None
    completed_on: date | None = None
    person: UUID | None = None
    overdue: bool = False

    @property
    def cells(self):
        """In the order of rules.COLUMNS."""
        facts = (self.pathway, self.cohort, self.done, self.due, self.due_on, self.completed_on)
        return (self.name, self.state.label, *facts)

    @property
    def colour(self):
        return {State.COMPLETED: "green", State.STARTED: "blue", State.INVITED: "yellow"}.get(self.state, "grey")


@dataclass(frozen=True)
class Standing:
    """What is stored of a person's work on a course."""

    started: bool = False
    done: int = 0


@dataclass(frozen=True)
class Found:
    """What was read of an organisation's people together: by person, by course, or by (person, course)."""

    names: dict
    titles: dict
    taken: dict
    standings: dict
    required: dict

    def line(self, person, course, today, cohort=None):
        standing, enrolment = self.standings.get((person, course), Standing()), self.taken.get((person, course))
        completed_at = enrolment and enrolment.completed_at
        state = rules.state_of(started=standing.started, completed=bool(completed_at))
        return Line(
            name=self.names[person],
            person=person,
            state=state,
            pathway=self.titles[course],
            cohort=cohort.name if cohort else "",
            cohort_id=cohort and cohort.pk,
            done=standing.done,
            due=self.required.get(course, 0),
            due_on=cohort and cohort.due_on,
            completed_on=completed_at and timezone.localtime(completed_at).date(),
            overdue=rules.is_overdue(cohort and cohort.due_on, state, today),
        )


def lines(reader, organisation, today) -> list[Line]:
    """Everybody invited or serving there, by name; once for each pathway that they take or were asked to take."""
    members = members_seen_by(reader).at(organisation)
    asked = _asked(members, organisation)
    found = _found(members, organisation, asked)
    in_cohorts = {(place.person_id, place.cohort.course_id) for place in asked}
    shown = [found.line(place.person_id, place.cohort.course_id, today, place.cohort) for place in asked]
    shown += [found.line(person, course, today) for person, course in found.taken if (person, course) not in in_cohorts]
    with_pathway = {line.person for line in shown}
    shown += [Line(name, State.NOT_STARTED, person=pk) for pk, name in found.names.items() if pk not in with_pathway]
    shown += _invited(reader, organisation)
    return sorted(shown, key=lambda line: (line.name.casefold(), line.pathway, line.cohort))


def _found(members, organisation, asked):
    taken = {(e.learner_id, e.course_id): e for e in _enrolments(members, organisation)}
    titles = {e.course_id: e.course.title for e in taken.values()} | {
        p.cohort.course_id: p.cohort.course.title for p in asked
    }
    return Found(
        names={m.user_id: m.user.name or "No name given yet" for m in members.select_related("user")},
        titles=titles,
        taken=taken,
        standings=_standings(members, titles),
        required=_required(titles),
    )


def _asked(members, organisation):
    """Places in running cohorts of the organisation."""
    places = CohortMember.objects.filter(
        person__in=members.values("user"), cohort__organisation=organisation, cohort__closed_at=None
    )
    return list(places.select_related("cohort__course"))


def _enrolments(members, organisation):
    """What is taken on behalf of another organisation, which the person serves too, is for that one to see."""
    elsewhere = Membership.objects.current().exclude(organisation=organisation).filter(pk=OuterRef("membership"))
    return (
        Enrolment.objects.current()
        .filter(~Exists(elsewhere), learner__in=members.values("user"))
        .select_related("course")
    )


def _standings(members, courses):
    """{(person, course): Standing}, counted over the modules that a course requires."""
    rows = (
        ModuleRecord.objects.filter(learner__in=members.values("user"), module__places__course__in=courses)
        .values("learner", "module__places__course")
        .annotate(done=Count("pk", filter=Q(completed_at__isnull=False, module__places__required=True)))
    )
    return {(row["learner"], row["module__places__course"]): Standing(True, row["done"]) for row in rows}


def _required(courses):
    counted = CourseModule.objects.filter(course__in=courses, required=True).values("course").annotate(n=Count("pk"))
    return {row["course"]: row["n"] for row in counted}


def _invited(reader, organisation):
    waiting = Invitation.objects.seen_by(reader).at(organisation).waiting().select_related("cohort__course")
    return [
        Line(
            name=invitation.name or invitation.email,
            state=State.INVITED,
            pathway=invitation.cohort.course.title if invitation.cohort else "",
            cohort=invitation.cohort.name if invitation.cohort else "",
            cohort_id=invitation.cohort_id,
            due_on=invitation.cohort and invitation.cohort.due_on,
        )
        for invitation in waiting
    ]


def counts(found):
    """[(state, lines)] in the order of the states."""
    tally = Counter(line.state for line in found)
    return [(state, tally[state]) for state in State]
