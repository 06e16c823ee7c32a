"""When is something complete, how far is somebody, what comes next. Pure: numbers and ids in, plain values out."""

from datetime import date, datetime

from django.utils import timezone


def percent(done: int, due: int) -> int:
    """Whole percentage, rounded down so that 100 means all; an empty set is 0."""
    return 100 * min(done, due) // due if due else 0


def lessons_complete(done: int, due: int) -> bool:
    """An empty set completes nothing."""
    return 0 < due <= done


def module_complete(*, done: int, due: int, passed: bool, by_assessment: bool) -> bool:
    """Passed, and every lesson that counts done; where the module allows it, a pass makes the lessons optional."""
    return passed and (by_assessment or lessons_complete(done, due))


def course_complete(required: set, complete: set) -> bool:
    """All required modules, published or not; a course that requires nothing is never complete."""
    return bool(required) and required <= complete


def next_of(ids: list, done: set, after=None):
    """The first of `ids` not in `done`, looking onwards from `after` first and then from the beginning; None when all are."""
    start = ids.index(after) + 1 if after in ids else 0
    return next((i for i in ids[start:] + ids[:start] if i not in done), None)


def resume_at(ids: list, begun: dict, done: set):
    """Where to go on: at the lesson begun last and not done (`begun` is {id: when}), else at the first not done; None when all are."""
    waiting = [i for i in ids if i in begun and i not in done]
    return max(waiting, key=begun.get) if waiting else next_of(ids, done)


def may_take_assessment(*, done: int, due: int, by_assessment: bool) -> bool:
    return by_assessment or lessons_complete(done, due)


def month_of(at: datetime) -> date:
    """First day of the month of an instant in Europe/London (the project's time zone)."""
    return timezone.localtime(at).date().replace(day=1)


def time_in_words(minutes: int) -> str:
    """To the nearest half hour from an hour up."""
    if minutes < 60:
        return f"{minutes} minute{'' if minutes == 1 else 's'}"
    halves = round(minutes / 30)
    whole = f"{halves // 2}{'½' if halves % 2 else ''}"
    return f"{whole} hour{'' if halves == 2 else 's'}"
