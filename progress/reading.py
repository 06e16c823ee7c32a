"""What a lesson page reads of its reader, all in one statement by hand: composing it took Django ten times as long as running it.

Rows are (what, id, words, done, due, passed, complete, secret); each kind fills what it has.
"""

from collections import defaultdict
from uuid import UUID

from django.db import connection

from courses.imprint import FACTS
from courses.models import Change
from people.statements import rows

from .models import LessonRecord

NO_SECRET = "CAST(NULL AS bytea)"  # nosec B105

MODULE = f"""
SELECT 'module', '', how, lessons_done, lessons_due, passed_at IS NOT NULL, completed_at IS NOT NULL, {NO_SECRET}
FROM progress_modulerecord WHERE learner_id = %s AND module_id = %s
UNION ALL
SELECT 'enrolment', '', '', 0, 0, FALSE, e.withdrawn_at IS NOT NULL, {NO_SECRET}
FROM progress_enrolment e JOIN courses_coursemodule c ON c.course_id = e.course_id
WHERE e.learner_id = %s AND c.module_id = %s
"""  # nosec B608
PAGE = f"""
UNION ALL
SELECT 'page', mark, place, 0, 0, readable, private, {NO_SECRET} FROM ({FACTS}) facts
"""  # nosec B608
LESSONS = f"""
UNION ALL
SELECT 'lesson', CAST(lesson_id AS text), COALESCE(CAST(last_block AS text), ''), 0, 0, FALSE,
  completed_at IS NOT NULL, {NO_SECRET}
FROM progress_lessonrecord WHERE learner_id = %s AND lesson_id IN ({{lessons}})
"""  # nosec B608
ANSWERS = f"""
UNION ALL
SELECT 'answer', CAST(block_id AS text), CAST(answer AS text), 0, 0, FALSE, FALSE, {NO_SECRET}
FROM assessment_checkanswer WHERE learner_id = %s AND lesson_id = %s
UNION ALL
SELECT 'answer', CAST(block_id AS text), CAST(answer AS text), 0, 0, FALSE, FALSE, {NO_SECRET}
FROM assessment_activityanswer WHERE learner_id = %s AND lesson_id = %s
"""  # nosec B608
ENTRIES = """
UNION ALL
SELECT 'entry', CAST(block_id AS text), '', 0, 0, FALSE, FALSE, secret
FROM progress_logentry WHERE learner_id = %s AND lesson_id = %s AND block_id IS NOT NULL
"""
STEPS = """
UNION ALL
SELECT 'entry', CAST(block_id AS text), COALESCE(CAST("by" AS text), ''), 0, 0, FALSE, FALSE, secret
FROM progress_nextstep WHERE learner_id = %s AND module_id = %s
"""
CHANGES = f"""
UNION ALL
SELECT 'change', '', n.change_note, n.number, 0, FALSE, FALSE, {NO_SECRET}
FROM progress_modulerecord m JOIN courses_moduleedition n ON n.module_id = m.module_id
WHERE m.learner_id = %s AND m.module_id = %s AND m.completed_at IS NULL AND n.change = '{Change.MATERIAL.value}'
  AND n.number > (SELECT MAX(e.number) FROM courses_moduleedition e WHERE e.module_id = m.module_id AND (e.id = m.edition_id
    OR e.id IN (SELECT r.edition_id FROM progress_lessonrecord r WHERE r.learner_id = m.learner_id)))
"""  # nosec B608
ANSWERED = {"knowledge_check", "scenario", "sorting", "self_assessment"}


def of_module(learner, module_id) -> dict[str, list]:
    who = _stored(learner.pk)
    return _rows(MODULE, [who, module_id, who, module_id])


def of_lesson(learner, lesson_id, frame) -> dict[str, list]:
    """`frame` is the lesson as rendered; nothing is asked that its page does not show, but for the facts of the page itself."""
    who, module_id, lessons = _stored(learner.pk), frame.module.id, [entry.id for entry in frame.module.contents]
    statement, values = MODULE + PAGE, [who, module_id, who, module_id, lesson_id]
    statement, values = statement + CHANGES, [*values, who, module_id]
    if lessons:
        statement += LESSONS.format(lessons=", ".join(["%s"] * len(lessons)))
        values += [who, *lessons]
    if frame.types & ANSWERED:
        statement, values = statement + ANSWERS, [*values, who, lesson_id, who, lesson_id]
    if "reflection" in frame.types:
        statement, values = statement + ENTRIES, [*values, who, lesson_id]
    if "next_step" in frame.types:
        statement, values = statement + STEPS, [*values, who, module_id]
    return _rows(statement, values)


def facts(found) -> tuple | None:
    """Of the page, as courses/imprint.py tells them."""
    return next(((mark, place, readable, private) for mark, place, _, _, readable, private, _ in found["page"]), None)


def block_id(stored) -> str:
    """The text of a UUID, however this database keeps it."""
    return str(UUID(stored))


def _rows(statement, values):
    """{what: rows}, each row without it."""
    found = defaultdict(list)
    for what, *row in rows(statement, values):
        found[what].append(row)
    return found


def _stored(pk):
    return LessonRecord._meta.get_field("last_block").get_db_prep_value(pk, connection)
