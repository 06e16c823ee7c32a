"""On PostgreSQL the usual step through a module is one call: locked, judged, counted and kept where the rows are.

Every statement of it sees what was committed before it began, so whoever waited for the lock counts what the other one did.
It decides as progress/rules.py does (tests/progress/test_step.py compares them), and leaves whatever is not usual to
progress/actions.py by answering nothing: a module not begun, passed or complete, a lesson not taught, a check unanswered.
"""

from django.db import migrations

STEP = """
CREATE OR REPLACE FUNCTION progress_step(who uuid, this integer, place text, checks uuid[], now timestamptz)
RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
  record progress_modulerecord;
  due integer[];
  begun integer[];
  done integer[];
  following integer;
BEGIN
  SELECT r.* INTO record FROM progress_modulerecord r JOIN wagtailcore_page m ON m.id = r.module_id
  WHERE r.learner_id = who AND m.path = left(place, -4) FOR UPDATE OF r;
  IF record.id IS NULL OR record.passed_at IS NOT NULL OR record.completed_at IS NOT NULL
    OR NOT EXISTS (SELECT 1 FROM progress_enrolment e JOIN courses_coursemodule c ON c.course_id = e.course_id
                   WHERE e.learner_id = who AND c.module_id = record.module_id AND e.withdrawn_at IS NULL)
    OR cardinality(checks) > (SELECT COUNT(*) FROM assessment_checkanswer a
                              WHERE a.learner_id = who AND a.block_id = ANY (checks))
  THEN RETURN NULL;
  END IF;

  SELECT array_agg(p.id ORDER BY p.path), array_agg(p.id) FILTER (WHERE r.id IS NOT NULL),
    array_agg(p.id) FILTER (WHERE r.completed_at IS NOT NULL OR p.id = this)
  INTO due, begun, done
  FROM wagtailcore_page m
  JOIN wagtailcore_page p ON p.path LIKE m.path || '%' AND p.depth = m.depth + 1
  JOIN courses_lessonpage l ON l.page_ptr_id = p.id
  LEFT JOIN progress_lessonrecord r ON r.lesson_id = p.id AND r.learner_id = who
  WHERE m.id = record.module_id AND m.live AND p.live
    AND NOT EXISTS (SELECT 1 FROM wagtailcore_pageviewrestriction v JOIN wagtailcore_page a ON a.id = v.page_id
                    WHERE p.path LIKE a.path || '%');
  IF this = ANY (due) IS NOT TRUE THEN RETURN NULL; END IF;

  SELECT id INTO following FROM unnest(due) WITH ORDINALITY AS lesson (id, n)
  WHERE id <> ALL (done) ORDER BY n < array_position(due, this), n LIMIT 1;

  INSERT INTO progress_lessonrecord (learner_id, edition_id, lesson_id, started_at, completed_at)
  SELECT who, (SELECT e.id FROM courses_moduleedition e WHERE e.module_id = record.module_id
               ORDER BY e.number DESC LIMIT 1), id, now, CASE WHEN id = this THEN now END
  FROM unnest(ARRAY[this, following]) AS id
  WHERE id = this OR (following IS NOT NULL AND id <> ALL (COALESCE(begun, ARRAY[]::integer[])))
  ON CONFLICT (learner_id, lesson_id)
  DO UPDATE SET completed_at = EXCLUDED.completed_at, edition_id = EXCLUDED.edition_id
  WHERE progress_lessonrecord.completed_at IS NULL;
  UPDATE progress_modulerecord SET lessons_done = cardinality(done), lessons_due = cardinality(due)
  WHERE id = record.id;
  RETURN COALESCE(following, 0);
END $$;
"""
NONE = "DROP FUNCTION progress_step(uuid, integer, text, uuid[], timestamptz)"


def make(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(STEP, params=None)


def remove(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(NONE, params=None)


class Migration(migrations.Migration):
    dependencies = [("progress", "0004_lesson_figures"), ("assessment", "0001_initial")]

    operations = [migrations.RunPython(make, remove)]
