"""Hears progress below: whatever is completed may be an award, in the same transaction."""

from django.dispatch import receiver

from assessment.signals import attempt_marked
from people.addresses import invite_second
from people.signals import people_merged
from progress.signals import course_completed, module_completed, organisation_settled

from . import actions, merging, renewal


@receiver(module_completed)
def module_was_completed(sender, record, at, **kwargs):
    actions.award_module(record=record, at=at)
    invite_second(user=record.learner, occasion="certificate", at=at)


@receiver(course_completed)
def course_was_completed(sender, enrolment, at, **kwargs):
    actions.award_course(enrolment=enrolment, at=at)


@receiver(attempt_marked)
def assessment_was_passed(sender, attempt, at, **kwargs):
    if attempt.passed:
        renewal.renew_what_was_earned(learner=attempt.learner, at=at)


@receiver(organisation_settled)
def organisation_was_settled(sender, membership, at, **kwargs):
    actions.settle_organisation(membership=membership, at=at)


@receiver(people_merged)
def accounts_became_one(sender, kept, merged, at, **kwargs):
    merging.unite(kept=kept, merged=merged, at=at)
