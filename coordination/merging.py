"""Two accounts of one person become one: their places in cohorts and their answers to invitations."""

from people.merging import move

from .models import CohortMember, Invitation


def unite(*, kept, merged):
    move(CohortMember.objects.filter(person=merged), "person", kept, same=("cohort",), newest="added_at")
    Invitation.objects.filter(accepted_by=merged).update(accepted_by=kept)
    Invitation.objects.filter(invited_by=merged).update(invited_by=kept)
