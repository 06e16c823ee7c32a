"""What was taught and asked, kept for ever: editions of modules and versions of questions. Only ever added to."""

import hashlib
import json
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import transaction

from .models import Change, LessonPage, ModuleEdition, ModulePage, QuestionVersion
from .questions import question_content
from .signals import module_changed


def current_edition(module: ModulePage) -> ModuleEdition | None:
    return module.editions.first()


@transaction.atomic
def write_edition(*, module, at, change=Change.MINOR, change_note="") -> ModuleEdition | None:
    """After a publish: a new edition if what the live module teaches has changed, else the current one.

    The module's row is locked, so that two publishes at once number their editions one after the other; not its key, so that
    rows which point at it can be written meanwhile.
    """
    module = ModulePage.objects.select_for_update(no_key=True).get(pk=module.pk)
    current = current_edition(module)
    content = taught(module)
    content_hash = digest(content)
    if current and current.content_hash == content_hash:
        return current
    return ModuleEdition.objects.create(
        module=module,
        number=current.number + 1 if current else 1,
        content_hash=content_hash,
        content=content,
        change=change,
        change_note=change_note,
        published_at=at,
    )


def hold(page):
    """Until this transaction ends, nothing else of the page's module is published: what was judged sound stays so."""
    module = page.get_parent() if isinstance(page, LessonPage) else page
    list(ModulePage.objects.select_for_update(no_key=True).filter(pk=module.pk).values_list("pk"))


_waiting = ContextVar("modules_to_announce", default=None)


@contextmanager
def together(*, at):
    """Whatever is published within is one change, all or nothing: each module is announced once, at the end.

    Yields {module pk: how to announce it}, which fills as pages are published.
    """
    outer = _waiting.get()
    if outer is not None:
        yield outer
        return
    waiting = {}
    token = _waiting.set(waiting)
    try:
        with transaction.atomic():
            yield waiting
            _waiting.reset(token)
            token = None
            for module in ModulePage.objects.filter(pk__in=waiting).order_by("path"):
                announce(module=module, at=at, **waiting[module.pk])
    finally:
        if token:
            _waiting.reset(token)


def is_waiting():
    """Whether a change is being made whose parts are judged and announced together."""
    return _waiting.get() is not None


def announce(*, module, at, change=Change.MINOR, change_note=""):
    """Write the edition of a live module and tell the apps above, in one transaction."""
    waiting = _waiting.get()
    if waiting is not None:
        before = waiting.get(module.pk, {}).get("change")
        material = Change.MATERIAL if Change.MATERIAL in (change, before) else Change.MINOR
        waiting[module.pk] = {"change": material, "change_note": change_note}
        return
    with transaction.atomic():
        edition = write_edition(module=module, at=at, change=change, change_note=change_note) if module.live else None
        module_changed.send(sender=ModulePage, module=module, edition=edition, at=at)


def taught(module) -> dict:
    """What a module teaches, over its live lessons: {title, principle, summary, outcomes, minutes, lessons}."""
    lessons = list(module.live_lessons())
    return {
        "title": module.title,
        "principle": module.principle,
        "summary": module.summary,
        "outcomes": [{"code": outcome.code, "text": outcome.text} for outcome in module.outcomes.all()],
        "minutes": sum(lesson.minutes for lesson in lessons) + module.assessment_minutes,
        "lessons": [
            {
                "key": str(lesson.translation_key),
                "title": lesson.title,
                "minutes": lesson.minutes,
                "hash": digest(lesson.body.get_prep_value()),
            }
            for lesson in lessons
        ],
    }


def bank(module) -> list[dict]:
    """The questions of the live module, each as content with its `question_id`."""
    return [{"question_id": child.id, **question_content(child.block_type, child.value)} for child in module.assessment]


@transaction.atomic
def question_versions(*, module, questions, at) -> list[QuestionVersion]:
    """The stored version of each question (content dicts with `question_id`), made where it is asked for the first time."""
    wanted = {digest({"module": str(module.translation_key), **question}): question for question in questions}
    known = set(QuestionVersion.objects.filter(content_hash__in=wanted).values_list("content_hash", flat=True))
    QuestionVersion.objects.bulk_create(
        [
            QuestionVersion(
                content_hash=content_hash,
                module_key=module.translation_key,
                question_id=question["question_id"],
                content={name: value for name, value in question.items() if name != "question_id"},
                first_asked_at=at,
            )
            for content_hash, question in sorted(
                wanted.items()
            )  # in one order, so that two at once never wait for each other
            if content_hash not in known
        ],
        ignore_conflicts=True,
    )
    stored = {version.content_hash: version for version in QuestionVersion.objects.filter(content_hash__in=wanted)}
    return [stored[content_hash] for content_hash in wanted]


def digest(content) -> str:
    """SHA-256 of content as canonical JSON."""
    return hashlib.sha256(json.dumps(content, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
