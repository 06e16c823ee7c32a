"""What changes a cohort: making, changing and closing it, and who is in it. Actions like those of actions.py."""

from django.db import transaction

from audit.actions import record
from mail.actions import queue
from mail.models import Purpose
from people.models import Membership, User

from .models import Cohort, CohortMember


@transaction.atomic
def make(*, organisation, name, course, starts_on, due_on, by, at):
    cohort = Cohort.objects.create(
        organisation=organisation, name=name, course=course, starts_on=starts_on, due_on=due_on, made_at=at
    )
    record(name="coordination.make_cohort", at=at, actor=by.pk, subject=organisation.slug, cohort=cohort.pk)
    return cohort


@transaction.atomic
def change(*, cohort, name, starts_on, due_on, by, at):
    """Its pathway is what people joined for, and stays."""
    before = (cohort.name, cohort.starts_on, cohort.due_on)
    if before == (name, starts_on, due_on):
        return cohort
    cohort.name, cohort.starts_on, cohort.due_on = name, starts_on, due_on
    cohort.save(update_fields=["name", "starts_on", "due_on"])
    record(name="coordination.change_cohort", at=at, actor=by.pk, subject=cohort.organisation.slug, cohort=cohort.pk)
    return cohort


@transaction.atomic
def close(*, cohort, by, at):
    """Its date asks nobody any more. People keep what they learnt and go on as they like."""
    if Cohort.objects.running().filter(pk=cohort.pk).update(closed_at=at):
        record(name="coordination.close_cohort", at=at, actor=by.pk, subject=cohort.organisation.slug, cohort=cohort.pk)


@transaction.atomic
def add(*, cohort, people, by, at):
    """Those of the people who serve the organisation now. Each is told once; nobody is enrolled by somebody else."""
    if not people:
        return 0
    serving = Membership.objects.current().counted().at(cohort.organisation).values("user")
    wanted = User.objects.filter(pk__in=[person.pk for person in people]).filter(pk__in=serving).order_by("pk")
    added = [person for person in wanted if _add(cohort, person, at)]
    if added:
        record(
            name="coordination.add_to_cohort",
            at=at,
            actor=by.pk,
            subject=cohort.organisation.slug,
            cohort=cohort.pk,
            people=len(added),
        )
    return len(added)


def _add(cohort, person, at):
    """Whether they were not in it yet: of two clicks at once the second finds the place of the first."""
    place, is_new = CohortMember.objects.get_or_create(cohort=cohort, person=person, defaults={"added_at": at})
    if not is_new:
        return False
    queue(
        key=f"cohort-place:{place.pk}",
        purpose=Purpose.SERVICE,
        template="cohort_added",
        to=person.email,
        context={"cohort": cohort.pk, "person": str(person.pk)},
        at=at,
        person=person.pk,
    )
    return True


@transaction.atomic
def remove(*, cohort, person, by, at):
    """Out of the cohort; what they learnt and where they serve stays."""
    if CohortMember.objects.filter(cohort=cohort, person=person).delete()[0]:
        record(name="coordination.remove_from_cohort", at=at, actor=by.pk, subject=person.pk, cohort=cohort.pk)
