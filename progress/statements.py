"""What every click reads and writes, in SQL by hand: composing it anew took Django ten times as long as running it."""

from django.db import connection

from .models import LessonRecord, ModuleRecord

RECORD = """
SELECT r.*,
  (SELECT e.id FROM courses_moduleedition e WHERE e.module_id = r.module_id ORDER BY e.number DESC LIMIT 1) AS now_edition,
  EXISTS (SELECT 1 FROM progress_enrolment e JOIN courses_coursemodule c ON c.course_id = e.course_id
          WHERE e.learner_id = r.learner_id AND c.module_id = r.module_id AND e.withdrawn_at IS NULL) AS enrolled,
  EXISTS (SELECT 1 FROM progress_enrolment e JOIN courses_coursemodule c ON c.course_id = e.course_id
          WHERE e.learner_id = r.learner_id AND c.module_id = r.module_id AND e.withdrawn_at IS NOT NULL) AS withdrawn,
  (SELECT COUNT(*) FROM assessment_checkanswer a
   WHERE a.learner_id = r.learner_id AND a.block_id IN ({checks})) AS answered
FROM progress_modulerecord r JOIN wagtailcore_page p ON p.id = r.module_id
WHERE r.learner_id = %s AND p.path = %s {lock}
"""

LESSONS = """
SELECT p.id, r.id IS NOT NULL, r.completed_at IS NOT NULL
FROM wagtailcore_page m
JOIN wagtailcore_page p ON p.path LIKE %s AND p.depth = m.depth + 1
JOIN courses_lessonpage l ON l.page_ptr_id = p.id
LEFT JOIN progress_lessonrecord r ON r.lesson_id = p.id AND r.learner_id = %s
WHERE m.path = %s AND m.live AND p.live
  AND NOT EXISTS (SELECT 1 FROM wagtailcore_pageviewrestriction v JOIN wagtailcore_page a ON a.id = v.page_id
                  WHERE p.path LIKE a.path || '%%')
ORDER BY p.path
"""

WRITE = """
INSERT INTO progress_lessonrecord (learner_id, edition_id, lesson_id, started_at, completed_at) VALUES {rows}
ON CONFLICT (learner_id, lesson_id)
DO UPDATE SET completed_at = EXCLUDED.completed_at, edition_id = EXCLUDED.edition_id
"""
STEP = "SELECT progress_step(%s, %s, %s, %s, %s)"  # progress/migrations/0005_one_step.py
STORE = "UPDATE progress_modulerecord SET lessons_done = %s, lessons_due = %s WHERE id = %s"


def locked_record(learner, path, checks=()) -> ModuleRecord | None:
    """The learner's record of the module at a tree path, locked.

    With `now_edition`, `enrolled`, `withdrawn`, and how many of `checks` (block ids) are `answered`.
    """
    lock = "FOR UPDATE OF r" if connection.features.has_select_for_update_of else ""
    statement = RECORD.format(checks=", ".join(["%s"] * len(checks)) or "NULL", lock=lock)
    return next(iter(ModuleRecord.objects.raw(statement, [*map(_uuid, checks), _uuid(learner.pk), path])), None)


def step(learner, lesson, checks, at) -> int | None:
    """The usual completion of a lesson, in one question: the page id of the next (0 when all are done).

    None where it is not a usual one, and on SQLite, where a question costs little and writers take turns anyway.
    """
    if connection.vendor != "postgresql":
        return None
    ((following,),) = _rows(STEP, learner.pk, lesson.pk, lesson.path, checks, at)
    return following


def lessons_now(learner, path) -> list[tuple[int, bool, bool]]:
    """[(id, begun?, done?)] of the lessons that count now, in order: live, public, in a live module."""
    return _rows(LESSONS, f"{path}%", _uuid(learner.pk), path)


def write_lessons(learner_id, edition_id, rows):
    """[(lesson id, started at, completed at or None)] of one learner."""
    who, moment = _uuid(learner_id), connection.ops.adapt_datetimefield_value
    values = [(who, edition_id, lesson_id, moment(begun), moment(done)) for lesson_id, begun, done in rows]
    statement = WRITE.format(rows=", ".join(["(%s, %s, %s, %s, %s)"] * len(values)))
    with connection.cursor() as cursor:
        cursor.execute(statement, [value for row in values for value in row])


def write_progress(record):
    with connection.cursor() as cursor:
        cursor.execute(STORE, [record.lessons_done, record.lessons_due, record.pk])


def _rows(statement, *values):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall()


def _uuid(value):
    """As this database stores it."""
    return LessonRecord._meta.get_field("last_block").get_db_prep_value(value, connection)
