"""What becomes of what people tell us: it is sent, screened, answered, and erased after a year."""

from django.db import transaction
from django.utils import timezone

from audit.actions import record
from people.permissions import current_membership

from . import rules
from .models import FOR_EDITORS, Authorship, Kind, Remark, State, SurveyAnswer


class NotTheirTurn(Exception):
    """A remark is screened once before editors have it, and answered only after."""


@transaction.atomic
def send(*, key, kind, place, part=None, text, topic="", author=None, at) -> Remark:
    """Words about a place. `key` came with the form: sent twice, they are one remark."""
    remark, is_new = Remark.objects.get_or_create(
        id=key,
        defaults={
            "kind": kind,
            "topic": topic,
            "page": place.page,
            "page_title": place.title,
            "block_id": part and part.id,
            "block_words": str(part)[:200] if part else "",
            "revision": place.page and place.page.live_revision_id,
            "edition": place.edition,
            "text": text,
            "sent_on": timezone.localdate(at),
        },
    )
    if is_new and author is not None:
        Authorship.objects.create(author=author, remark=remark)
    return remark


@transaction.atomic
def answer_survey(*, learner, place, key, points, text="", module=None, course=None, at) -> SurveyAnswer:
    """What a learner found of a module or a course, once; their words go the way of all words."""
    membership = current_membership(learner)
    answer, is_new = SurveyAnswer.objects.get_or_create(
        learner=learner,
        module=module,
        course=course,
        defaults={
            **points,
            "edition": place.edition,
            "membership": membership,
            "organisation": membership and membership.counted_organisation,
            "audience": membership.audience if membership else "other",
            "answered_at": at,
            "answered_month": timezone.localdate(at).replace(day=1),
        },
    )
    if is_new and text:
        send(key=key, kind=Kind.SURVEY, place=place, text=text, author=learner, at=at)
    return answer


@transaction.atomic
def screen(*, remark, passes, text, by, at) -> Remark:
    """Before editors see it. What the moderator took out of `text` is gone for good. Raises NotTheirTurn once it was passed on."""
    remark = _locked(remark)
    if remark.state in FOR_EDITORS:
        raise NotTheirTurn
    remark.state = State.PASSED_ON if passes else State.HELD_BACK
    remark.text, remark.screened_on = text, timezone.localdate(at)
    remark.save(update_fields=["state", "text", "screened_on"])
    record(name="feedback.screen", at=at, actor=by.pk, subject=remark.pk, state=remark.state)
    return remark


@transaction.atomic
def answer(*, remark, state, answer, by, at) -> Remark:
    """What editors did, in a state and perhaps in words to the writer. Raises NotTheirTurn before it was passed on."""
    remark = _locked(remark)
    if remark.state not in FOR_EDITORS:
        raise NotTheirTurn
    remark.state, remark.answer, remark.answered_on = state, answer, timezone.localdate(at)
    remark.save(update_fields=["state", "answer", "answered_on"])
    record(name="feedback.answer", at=at, actor=by.pk, subject=remark.pk, state=state)
    return remark


@transaction.atomic
def erase_old(*, at) -> int:
    """Everything that is older than 12 months, whatever its state. Returns how many went."""
    old = Remark.objects.older_than(rules.a_year_before(timezone.localdate(at)))
    count = old.count()
    old.delete()
    if count:
        record(name="feedback.erase_old", at=at, remarks=count)
    return count


def settle_organisation(*, membership):
    """An approval came: the organisation is filled in wherever it waited."""
    SurveyAnswer.objects.filter(membership=membership, organisation__isnull=True).update(
        organisation=membership.organisation
    )


def _locked(remark):
    return Remark.objects.select_for_update(of=("self",)).get(pk=remark.pk)
