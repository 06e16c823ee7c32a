"""Certificates of courses that last for a time: until when, when one may renew, and that a new pass of each module renews."""

from dataclasses import dataclass, replace

from django.db.models import Max
from django.utils import timezone

from assessment.models import Attempt
from courses.models import CourseModule, ModulePage
from mail.actions import queue
from mail.models import Purpose
from progress.models import Enrolment

from . import actions, rules
from . import facts as facts_of
from .models import Certificate, Kind, Validity


@dataclass(frozen=True)
class Step:
    """One module, and whether it was passed anew."""

    module: ModulePage
    done: bool


def steps(certificate) -> list[Step]:
    """What renewing takes: each required module’s assessment, passed since renewal opened. Empty where there is nothing to renew."""
    enrolment = _enrolment(certificate)
    if enrolment is None:
        return []
    required = CourseModule.objects.filter(course=enrolment.course_id, required=True).select_related("module")
    opens = rules.renewal_opens(certificate.expires_on)
    passed = _passed(certificate.learner, [place.module_id for place in required])
    return [Step(p.module, p.module_id in passed and _day(passed[p.module_id]) >= opens) for p in required]


def renew_what_was_earned(*, learner, at):
    """After a pass: each course certificate whose renewal is open, and whose every module has been passed since."""
    mine = Certificate.objects.expiring(rules.renewal_opens_before(_day(at))).filter(learner=learner, kind=Kind.COURSE)
    for certificate in mine.select_related("learner"):
        taken = steps(certificate)
        if taken and all(step.done for step in taken):
            enrolment = _enrolment(certificate)
            facts = replace(facts_of.of_course(enrolment), by_assessment=True)
            actions.renew(
                certificate=certificate, facts=facts, at=at, expires_on=Validity.last_day_of(enrolment.course, _day(at))
            )


def announce(*, at):
    """Each holder whose renewal is open is told once; the outbox decides on which day a nudge may go."""
    on = _day(at)
    opened = Certificate.objects.expiring(rules.renewal_opens_before(on)).filter(expires_on__gte=on, kind=Kind.COURSE)
    opened = opened.filter(learner__is_active=True)  # who has gone may have left them to be verified
    for certificate in opened.exclude(name="").select_related("learner").iterator():
        queue(
            key=f"certificate-expiring:{certificate.code}",
            purpose=Purpose.NUDGE,
            template="certificate_expiring",
            to=certificate.learner.email,
            context={"certificate": certificate.pk},
            person=certificate.learner_id,
            at=at,
        )


def may_begin(certificate, on) -> bool:
    return bool(certificate.expires_on) and on >= rules.renewal_opens(certificate.expires_on)


def _enrolment(certificate):
    """None for a certificate that does not expire, or whose course is gone or awards none any more."""
    if not certificate.expires_on or certificate.kind != Kind.COURSE:
        return None
    found = Enrolment.objects.completed().filter(
        learner=certificate.learner_id,
        course__translation_key=certificate.subject_key,
        course__awards_certificate=True,
    )
    return found.select_related("course", "learner").first()


def _passed(learner, modules):
    """{module id: when it was last passed}"""
    marked = Attempt.objects.marked().filter(learner=learner, module__in=modules, passed=True)
    return dict(marked.order_by().values_list("module").annotate(last=Max("marked_at")))


def _day(moment):
    return timezone.localtime(moment).date()
