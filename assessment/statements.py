"""What every click in a paper writes, in SQL by hand and in one statement: locked, judged and kept without a second question."""

from django.db import connection

from .models import Attempt, AttemptAnswer

KEEP = """
WITH opened AS (SELECT id FROM assessment_attempt WHERE id = %s AND state = 'open' AND expires_at > %s {lock})
INSERT INTO assessment_attemptanswer (attempt_id, position, answer, at)
SELECT id, %s, %s, %s FROM opened WHERE TRUE
ON CONFLICT (attempt_id, position) DO UPDATE SET answer = EXCLUDED.answer, at = EXCLUDED.at
RETURNING id
"""


def keep_answer(row: AttemptAnswer) -> bool:
    """Whether it was kept: not when the paper is no longer open. The lock makes a submission wait for it, or it for that."""
    at = _stored(AttemptAnswer, "at", row.at)
    values = [
        _stored(Attempt, "id", row.attempt_id),
        at,
        row.position,
        _stored(AttemptAnswer, "answer", row.answer),
        at,
    ]
    with connection.cursor() as cursor:
        cursor.execute(KEEP.format(lock="FOR UPDATE" if connection.features.has_select_for_update else ""), values)
        kept = cursor.fetchall()
    row.pk = kept[0][0] if kept else None
    return bool(kept)


def _stored(model, name, value):
    return model._meta.get_field(name).get_db_prep_value(value, connection)
