"""Hears assessments, people and content below."""

from django.dispatch import receiver
from django.utils import timezone
from wagtail.signals import page_published

from assessment.signals import attempt_marked
from courses.models import CoursePage, ModulePage
from courses.signals import learners_asked, module_changed
from people.signals import membership_counted, people_merged

from . import actions, merging, reach, recomputing, reminders


@receiver(attempt_marked)
def attempt_was_marked(sender, attempt, at, **kwargs):
    if attempt.passed:
        actions.record_pass(attempt=attempt, at=at)
        reminders.congratulate(attempt=attempt, at=at)


@receiver(module_changed)
def module_was_changed(sender, module, at, **kwargs):
    recomputing.recompute(module=module, at=at)


@receiver(membership_counted)
def organisation_was_confirmed(sender, membership, at, **kwargs):
    actions.settle_organisation(membership=membership, at=at)


@receiver(page_published, sender=CoursePage)
def course_was_published(sender, instance, **kwargs):
    recomputing.recompute_course(course=instance, at=timezone.now())


@receiver(learners_asked, sender=CoursePage)
@receiver(learners_asked, sender=ModulePage)
def learners_were_asked_for(sender, page, **kwargs):
    return reach.learners_of(page)


@receiver(people_merged)
def accounts_became_one(sender, kept, merged, at, **kwargs):
    merging.unite(kept=kept, merged=merged, at=at)
