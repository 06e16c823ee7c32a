"""Whom we write to about their learning: a welcome and a pass at once; a reminder to whoever has been away, where there is an occasion.

A sweep looks at BATCH learners and goes on from there the next time. Where it stands is only a convenience: an occasion has a key
that exists once, so looking at somebody twice sends nothing twice.
"""

from collections import defaultdict
from datetime import timedelta

from django.core.cache import cache
from django.db.models import Count, Exists, F, Max, OuterRef, Q

from assessment.models import Attempt
from courses.models import Change, CourseModule, ModuleEdition
from mail import recipients
from mail.actions import queue
from mail.models import Message
from mail.rules import is_open, may_nudge
from people.models import User

from . import confidence
from .models import Confidence, Enrolment, LessonRecord, ModuleRecord, Moment, NextStep
from .occasions import AFTER_ITS_DATE, BEFORE_ITS_DATE, MATERIAL_FOR, Facts, first_new

BATCH = 500
PLACE = "progress.reminders.place"
NEW_FOR = timedelta(days=2)


def welcome(*, at, limit=BATCH) -> int:
    """Whoever joined and has a name is welcomed, once. Nobody who joined before this was built is."""
    told = Message.objects.filter(person=OuterRef("pk"), template="welcome")
    new = User.objects.filter(
        ~Exists(told), joined_at__gte=at - NEW_FOR, name_confirmed_at__isnull=False, is_active=True
    )
    people = list(new.order_by("joined_at")[:limit])
    for person in people:
        _write(person, "welcome", f"welcome:{person.pk}", {"person": str(person.pk)}, at)
    return len(people)


def congratulate(*, attempt, at):
    """A pass is told at once, once for each paper."""
    _write(attempt.learner, "passed", f"passed:{attempt.pk}", {"attempt": str(attempt.pk)}, at)


def remind(*, at, limit=BATCH) -> int:
    """One batch of learners is looked at; those who are due a reminder get one. Returns how many."""
    if not is_open(at):
        return 0
    people = _next_batch(limit)
    away = _away(people, at)
    facts = _facts(away, at)
    known = set(Message.objects.filter(person__in=away).values_list("key", flat=True))
    written = 0
    for person in people:
        if person.pk in facts and (occasion := first_new(facts[person.pk], known, at)):
            _write(person, occasion.template, occasion.key, occasion.ids, at)
            written += 1
    return written


def last_active(people) -> dict:
    """{person: when they last did something}. Decides what is sent, and is shown to nobody."""
    steps = [
        (LessonRecord, "started_at"), (LessonRecord, "completed_at"), (Attempt, "started_at"), (Attempt, "marked_at"),
    ]  # fmt: skip
    found = {}
    for model, name in steps:
        for person, moment in model.objects.filter(learner__in=people).values_list("learner").annotate(last=Max(name)):
            if moment and (person not in found or moment > found[person]):
                found[person] = moment
    return found


def is_away(person, at):
    """Whether nothing was done for long enough, as of now: asked again when a reminder is sent."""
    since = Enrolment.objects.filter(learner=person).aggregate(last=Max("enrolled_at"))["last"]
    return since is not None and may_nudge(
        at=at, since=since, nudged_at=(), last_active_at=last_active([person]).get(person)
    )


def left_of(people) -> dict:
    """{(person, course): (required modules left, of how many)} of the courses that they take and have not completed."""
    taken = Enrolment.objects.current().in_progress().filter(learner__in=people).values_list("learner", "course")
    required, done = defaultdict(set), defaultdict(set)
    places = CourseModule.objects.filter(required=True, course__in={course for _, course in taken})
    for course, module in places.values_list("course", "module"):
        required[course].add(module)
    for person, module in ModuleRecord.objects.completed().filter(learner__in=people).values_list("learner", "module"):
        done[person].add(module)
    return {(p, course): (len(required[course] - done[p]), len(required[course])) for p, course in taken}


def only_the_assessment_left():
    """Records of modules whose every lesson is done and whose assessment is not passed."""
    return ModuleRecord.objects.in_progress().filter(
        passed_at__isnull=True, lessons_due__gt=0, lessons_done=F("lessons_due"), module__live=True
    )


def _write(person, template, key, ids, at):
    queue(key=key, template=template, to=person.email, context=ids, at=at, person=person.pk)


def _next_batch(limit):
    """The next learners by id, from where the last batch ended; after the last of all, from the first again."""
    learners = User.objects.filter(Exists(Enrolment.objects.current().filter(learner=OuterRef("pk"))), is_active=True)
    place = cache.get(PLACE)
    people = list((learners.filter(pk__gt=place) if place else learners).order_by("pk")[:limit])
    cache.set(PLACE, people[-1].pk if len(people) == limit else None, timeout=None)
    return people


def _away(people, at) -> dict:
    """{person: (last active, nudged)} of those who may have a reminder now: away long enough, none lately, not gone quiet."""
    ids = [person.pk for person in people]
    since = dict(
        Enrolment.objects.current().filter(learner__in=ids).values_list("learner").annotate(Max("enrolled_at"))
    )
    active, nudged = last_active(ids), recipients.nudged("person", ids)
    off = recipients.unsubscribed(ids, [person.email for person in people])
    return {
        person.pk: (max(since[person.pk], active.get(person.pk, since[person.pk])), nudged[person.pk])
        for person in people
        if not off & {str(person.pk), person.email.lower()}
        and person.pk in since
        and may_nudge(at=at, since=since[person.pk], nudged_at=nudged[person.pk], last_active_at=active.get(person.pk))
    }


def _facts(away, at) -> dict:
    """{person: Facts} of those who are away, in a number of queries that does not grow with them, confidence apart."""
    facts = {person: Facts(str(person), active, nudged) for person, (active, nudged) in away.items()}
    near = Q(by__gte=(at - AFTER_ITS_DATE).date(), by__lte=(at + BEFORE_ITS_DATE + timedelta(days=1)).date())
    steps = NextStep.objects.filter(near, learner__in=away, done_at__isnull=True).order_by("by", "pk")
    for person, pk, by in steps.values_list("learner", "pk", "by"):
        facts[person].steps.append((pk, by))
    for person, module in only_the_assessment_left().filter(learner__in=away).values_list("learner", "module"):
        facts[person].nearly.append(module)
    for (person, course), (left, of) in left_of(list(away)).items():
        facts[person].unfinished = True
        if left == 1 < of:
            facts[person].last_modules.append(course)
    _add_editions(facts, at)
    _add_confidence(facts, at)
    return facts


def _add_editions(facts, at):
    """Changes that matter, of the modules that somebody has begun and not completed, since they began."""
    recent = ModuleEdition.objects.filter(change=Change.MATERIAL, published_at__gte=at - MATERIAL_FOR)
    by_module = defaultdict(list)
    for edition, module, published_at in recent.order_by("-published_at").values_list("pk", "module", "published_at"):
        by_module[module].append((edition, published_at))
    begun = ModuleRecord.objects.in_progress().filter(learner__in=facts, module__in=by_module, module__live=True)
    for person, module, started_at in begun.values_list("learner", "module", "started_at"):
        facts[person].editions += [(pk, when) for pk, when in by_module[module] if when > started_at]


def _add_confidence(facts, at):
    """Only who gave a baseline can be asked again."""
    given = Confidence.objects.filter(learner__in=facts, moment=Moment.BEFORE).values("learner").annotate(Count("pk"))
    for person in User.objects.filter(pk__in=given.values("learner")):
        facts[person.pk].confidence = confidence.due_from(person, at) == Moment.LATER
