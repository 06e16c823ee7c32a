"""Warnings that an editor has looked at and lets stand, each with a reason. They are kept with the page's draft, so that they
travel with the revision through review and schedule. What a warning said is part of it: when it says something else, it is
looked at again."""

from django.db import transaction

from courses.integrity import WARNING

from .editions import digest
from .judging import findings_in_hand, in_hand


class NotAWarning(Exception):
    """Nothing of the page is said like this now, or it is an error, which nobody can accept."""


def key_of(finding) -> str:
    """The same while the warning says the same of the same place."""
    return digest([finding.code, finding.lesson, finding.block, finding.question, finding.message])[:16]


def reason_for(page, finding) -> str:
    """Why it was accepted; empty where it was not."""
    return next((one["reason"] for one in page.accepted_warnings if one["key"] == key_of(finding)), "")


def warning_of(page, key, *, on):
    """The warning about this very page that has the key. Raises NotAWarning."""
    page = in_hand(page)
    for finding in findings_in_hand(page, on=on):
        if finding.severity == WARNING and key_of(finding) == key:
            return finding
    raise NotAWarning


@transaction.atomic
def accept(*, page, key, reason, by, on):
    """A new draft that says why; readers see nothing of it. Accepting again changes the reason. Raises NotAWarning."""
    finding = warning_of(page, key, on=on)
    draft = in_hand(page)
    others = [one for one in draft.accepted_warnings if one["key"] != key]
    said = {"key": key, "code": finding.code, "message": finding.message, "reason": reason}
    draft.accepted_warnings = [*others, said]
    return draft.save_revision(user=by, log_action=True, clean=False)


@transaction.atomic
def take_back(*, page, key, by):
    draft = in_hand(page)
    draft.accepted_warnings = [one for one in draft.accepted_warnings if one["key"] != key]
    return draft.save_revision(user=by, log_action=True, clean=False)
