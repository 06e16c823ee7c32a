"""What stands on a certificate, taken from records and editions as they are at the moment of issue."""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.formats import date_format

from courses.editions import current_edition, taught
from courses.models import CourseModule, ModuleEdition, ModulePage
from declaration.principles import PRINCIPLE_CODES, principle
from progress.models import How, ModuleRecord

from .models import Kind
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
    published = set(ModulePage.objects.live().public().filter(principle=code).values_list("pk", flat=True))
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
