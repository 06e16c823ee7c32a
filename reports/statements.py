"""The counts that Django's own grouping cannot write, in SQL by hand for PostgreSQL and SQLite alike."""

from datetime import date

from django.db import connection

from declaration.principles import PRINCIPLE_CODES

# One row for each person who serves or served somewhere, with when they came how far; then one for each month and kind of people.
PEOPLE = """
WITH firsts AS (
  SELECT r.learner_id, MIN(r.started_at) AS started, MIN(r.completed_month) AS completed, {principles}
  FROM progress_modulerecord r JOIN courses_modulepage p ON p.page_ptr_id = r.module_id GROUP BY r.learner_id),
months (month, following, following_at) AS (VALUES {months})
SELECT months.month, m.organisation_id, m.audience,
  COALESCE(f.started < months.following_at, {no}), COALESCE(f.completed <= months.month, {no}), {reached}, COUNT(*)
FROM people_membership m JOIN months ON m.starts_on < months.following AND m.starts_on <= %s
  AND (m.ends_on IS NULL OR m.ends_on >= months.following OR m.ends_on > %s)
LEFT JOIN firsts f ON f.learner_id = m.user_id
WHERE {counted} AND m.organisation_id IS NOT NULL
GROUP BY 1, 2, 3, 4, 5, {numbers}
"""

COUNTED = """(m.standing IN ('matched', 'approved')
  OR (m.standing = 'former' AND (m.requested_at IS NULL OR m.decided_at IS NOT NULL)))"""

# Each person once: their first membership that counts. Composed of the constants above; nobody’s words are in them.
JOINED = f"""
SELECT {{month}}, m.organisation_id, m.audience, COUNT(*) FROM (
  SELECT m.organisation_id, m.audience, m.starts_on,
    ROW_NUMBER() OVER (PARTITION BY m.user_id ORDER BY m.starts_on, m.id) AS place
  FROM people_membership m WHERE {COUNTED} AND m.organisation_id IS NOT NULL AND m.starts_on <= %s) m
WHERE m.place = 1 GROUP BY 1, 2, 3
"""  # nosec B608

# Whoever began or completed a module in a month, once, where they served for it.
ACTIVE = f"""
SELECT month, organisation_id, audience, COUNT(*) FROM (
  SELECT {{started}} AS month, m.organisation_id, r.audience, r.learner_id
  FROM progress_modulerecord r JOIN people_membership m ON m.id = r.membership_id
  WHERE {COUNTED} AND m.organisation_id IS NOT NULL AND r.started_at <= %s
  UNION
  SELECT r.completed_month, m.organisation_id, r.audience, r.learner_id
  FROM progress_modulerecord r JOIN people_membership m ON m.id = r.membership_id
  WHERE {COUNTED} AND m.organisation_id IS NOT NULL AND r.completed_at <= %s) seen
GROUP BY 1, 2, 3
"""  # nosec B608

# The first attempt that was marked, and the one that was passed first where it is a later one, under the enrolment that they
# belong to: the earliest in a course that holds the module.
SITTINGS = """
WITH marked AS (
  SELECT learner_id, module_id, marked_at, passed, ROW_NUMBER() OVER earlier AS attempt,
    SUM(CASE WHEN passed THEN 1 ELSE 0 END) OVER earlier AS passes
  FROM assessment_attempt WHERE state = 'marked' AND marked_at <= %s
  WINDOW earlier AS (PARTITION BY learner_id, module_id ORDER BY number)),
sat AS (
  SELECT a.learner_id, a.module_id, a.attempt, a.passed, a.marked_at, MIN(e.id) AS enrolment
  FROM marked a
  JOIN progress_enrolment e ON e.learner_id = a.learner_id AND e.organisation_id IS NOT NULL
  JOIN courses_coursemodule c ON c.course_id = e.course_id AND c.module_id = a.module_id
  WHERE a.attempt = 1 OR (a.passed AND a.passes = 1)
  GROUP BY a.learner_id, a.module_id, a.attempt, a.passed, a.marked_at)
SELECT {month}, e.organisation_id, e.audience, p.code, p.principle,
  CASE WHEN sat.attempt > 2 THEN 3 ELSE sat.attempt END, sat.passed, COUNT(*)
FROM sat JOIN progress_enrolment e ON e.id = sat.enrolment JOIN courses_modulepage p ON p.page_ptr_id = sat.module_id
GROUP BY 1, 2, 3, 4, 5, 6, 7
"""

# An answer counts only with the same person's answer at the start, and where they served then.
CONFIDENCE = """
SELECT a.given_month, b.organisation_id, b.audience, a.moment, a.principle, a.point > b.point, COUNT(*)
FROM progress_confidence a JOIN progress_confidence b
  ON b.learner_id = a.learner_id AND b.principle = a.principle AND b.moment = 'before'
WHERE a.moment <> 'before' AND b.organisation_id IS NOT NULL AND a.given_at <= %s
GROUP BY 1, 2, 3, 4, 5, 6
"""


def people(months, today):
    """`months`: [(first day, first day of the next, when that begins)]."""
    ops = connection.ops
    rows = [
        (ops.adapt_datefield_value(first), ops.adapt_datefield_value(following), ops.adapt_datetimefield_value(begins))
        for first, following, begins in months
    ]
    statement = PEOPLE.format(
        principles=", ".join(
            f"MIN(CASE WHEN p.principle = '{code}' THEN r.completed_month END) AS {code}" for code in PRINCIPLE_CODES
        ),
        reached=", ".join(f"COALESCE(f.{code} <= months.month, {_no()})" for code in PRINCIPLE_CODES),
        numbers=", ".join(str(6 + n) for n in range(len(PRINCIPLE_CODES))),
        months=", ".join(["(%s, %s, %s)"] * len(rows)),
        counted=COUNTED,
        no=_no(),
    )
    return _rows(statement, *(value for row in rows for value in row), *[ops.adapt_datefield_value(today)] * 2)


def joined(today):
    day = "date_trunc('month', m.starts_on)::date" if _is_postgresql() else "date(m.starts_on, 'start of month')"
    return _rows(JOINED.format(month=day), connection.ops.adapt_datefield_value(today))


def active(at):
    then = connection.ops.adapt_datetimefield_value(at)
    return _rows(ACTIVE.format(started=_month("r.started_at")), then, then)


def sittings(at):
    return _rows(SITTINGS.format(month=_month("sat.marked_at")), connection.ops.adapt_datetimefield_value(at))


def confidence(at):
    return _rows(CONFIDENCE, connection.ops.adapt_datetimefield_value(at))


def _month(column):
    """The first day of the London month of a time."""
    if _is_postgresql():
        return f"date_trunc('month', {column} AT TIME ZONE 'Europe/London')::date"
    return f"substr(django_datetime_trunc('month', {column}, 'UTC', 'Europe/London'), 1, 10)"


def _is_postgresql():
    return connection.vendor == "postgresql"


def _no():
    return "false" if _is_postgresql() else "0"


def _rows(statement, *values):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        while rows := cursor.fetchmany(5000):
            for month, *rest in rows:
                yield (date.fromisoformat(month) if isinstance(month, str) else month), *rest
