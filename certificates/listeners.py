"""Hears progress below: whatever is completed may be an award, in the same transaction."""

from django.dispatch import receiver

from progress.signals import course_completed, module_completed, organisation_settled

from . import actions


@receiver(module_completed)
def module_was_completed(sender, record, at, **kwargs):
    actions.award_module(record=record, at=at)


@receiver(course_completed)
def course_was_completed(sender, enrolment, at, **kwargs):
    actions.award_course(enrolment=enrolment, at=at)


@receiver(organisation_settled)
def organisation_was_settled(sender, membership, at, **kwargs):
    actions.settle_organisation(membership=membership, at=at)
