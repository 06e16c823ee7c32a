"""What stands on a certificate, taken from records and editions as they are at the moment of issue."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count
from django.utils import timezone
from django.utils.formats import date_format

from courses.editions import current_edition, taught
from courses.models import CourseModule, CoursePage, ModuleEdition, ModulePage
from declaration.principles import PRINCIPLE_CODES, principle
from progress.models import Enrolment, How, ModuleRecord

from .models import Certificate, Kind
from .rules import principle_earned


@dataclass(frozen=True)
class Facts:
    """All that is attested but the person."""

    kind: Kind
    subject_key: str
    title: str
    principles: list[str]
    outcomes: list[str]
    modules: list[str]
    minutes: int
    by_assessment: bool
    module_edition: ModuleEdition | None = None
    edition: str = ""


def of_module(record) -> Facts:
    """Of one completed module, by the edition that it was completed in."""
    edition = record.edition or current_edition(record.module)
    content = edition.content if edition else taught(record.module)
    return Facts(
        kind=Kind.MODULE,
        subject_key=str(record.module.translation_key),
        title=content["title"],
        principles=[content["principle"]],
        outcomes=[outcome["text"] for outcome in content["outcomes"]],
        modules=[],
        minutes=content["minutes"],
        by_assessment=record.how == How.ASSESSMENT,
        module_edition=edition,
        edition=edition_in_words(edition),
    )


def of_principle(code, learner) -> Facts | None:
    """None while the principle is not earned."""
    published = _published(code)
    records = _records(learner, published)
    if not principle_earned(published, {record.module_id for record in records}):
        return None
    return _of_several(Kind.PRINCIPLE, code, principle(code).short_name, records)


def of_course(enrolment) -> Facts:
    """Of a completed course: its required modules."""
    required = CourseModule.objects.filter(course=enrolment.course_id, required=True)
    places = dict(required.values_list("module_id", "sort_order"))
    records = sorted(_records(enrolment.learner, places), key=lambda record: places[record.module_id] or 0)
    return _of_several(Kind.COURSE, str(enrolment.course.translation_key), enrolment.course.title, records)


@dataclass(frozen=True)
class Earned:
    """What a learner has earned of a subject; `last` is the module that completed it, with where they served; `course` where it is one."""

    facts: Facts
    at: datetime
    last: ModuleRecord
    course: CoursePage | None = None


def earned(subject, learner) -> Earned | None:
    """Of a subject as batches name it (module:KEY, principle:CODE, course:KEY); None while it is not earned."""
    kind, _, key = subject.partition(":")
    done = ModuleRecord.objects.completed().filter(learner=learner)
    done = done.select_related("module", "edition", "membership", "organisation")
    if kind == Kind.COURSE:
        taken = Enrolment.objects.completed().filter(learner=learner, course__translation_key=key)
        found = taken.select_related("course", "learner").first()
        last = found and done.filter(completed_at__lte=found.completed_at).latest("completed_at")
        return found and Earned(of_course(found), found.completed_at, last, found.course)
    if kind == Kind.MODULE:
        found = done.filter(module__translation_key=key).first()
        return found and Earned(of_module(found), found.completed_at, found)
    facts = of_principle(key, learner)
    last = facts and done.filter(module__principle=key).latest("completed_at")
    return facts and Earned(facts, last.completed_at, last)


def everybody(subject):
    """The ids of all who have earned a subject, hold no current certificate of it and had none revoked. A query, in no order."""
    kind, _, key = subject.partition(":")
    done = ModuleRecord.objects.completed()
    if kind == Kind.COURSE:
        earned = Enrolment.objects.completed().filter(course__translation_key=key).values("learner")
    elif kind == Kind.MODULE:
        earned = done.filter(module__translation_key=key).values("learner")
    else:
        published = _published(key)
        enough = len(published) if principle_earned(published, published) else None
        counted = done.filter(module__in=published).order_by().values("learner").annotate(n=Count("module"))
        earned = counted.filter(n=enough).values("learner") if enough else done.none().values("learner")
    return earned.exclude(learner__in=Certificate.objects.about(kind, key).settled().values("learner"))


def _published(code):
    return set(ModulePage.objects.live().public().filter(principle=code).values_list("pk", flat=True))


def edition_in_words(edition) -> str:
    if edition is None:
        return ""
    return f"Edition {edition.number}, {date_format(timezone.localtime(edition.published_at), 'j F Y')}"


def _records(learner, modules):
    records = ModuleRecord.objects.completed().filter(learner=learner, module__in=modules)
    return list(records.select_related("module", "edition").order_by("module__path"))


def _of_several(kind, subject_key, title, records):
    parts = [of_module(record) for record in records]
    served = {code for part in parts for code in part.principles}
    return Facts(
        kind=kind,
        subject_key=subject_key,
        title=title,
        principles=[code for code in PRINCIPLE_CODES if code in served],
        outcomes=[outcome for part in parts for outcome in part.outcomes],
        modules=[part.title for part in parts],
        minutes=sum(part.minutes for part in parts),
        by_assessment=all(part.by_assessment for part in parts),
    )
