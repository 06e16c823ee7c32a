"""A nation of invented learners, for measuring: people, enrolments, attempts, module records and certificates by INSERT … SELECT.

On PostgreSQL, in a database that is thrown away. Lessons are left out, since no report reads them.
"""

from contextlib import contextmanager

from django.conf import settings
from django.db import connection, transaction

SPAN = 420  # days over which people joined, the last of them today

# Large organisations send more people than small ones; some kinds of leader are more numerous than others.
PEOPLE = """
INSERT INTO people_user (id, password, is_superuser, email, name, is_active, is_demonstration, joined_at)
SELECT md5('learner ' || n)::uuid, '!', false, 'learner-' || n || '@example.org', 'Learner ' || n, true, true,
       now() - random() * {span} * interval '1 day'
FROM generate_series(1, {learners}) n;
"""

MEMBERSHIPS = """
INSERT INTO people_membership (user_id, organisation_id, stated_organisation, audience, standing, is_primary, starts_on, reason)
SELECT u.id, o.ids[1 + floor(power(random(), 1.5) * cardinality(o.ids))], '', a.codes[1 + floor(power(random(), 1.3) * 8)],
       'matched', true, (u.joined_at AT TIME ZONE 'Europe/London')::date, ''
FROM people_user u,
     (SELECT array_agg(id ORDER BY md5(slug)) AS ids FROM organisations_organisation WHERE NOT is_fictional AND ends_on IS NULL) o,
     (SELECT ARRAY['senior_manager', 'councillor', 'chief_officer', 'digital_team', 'executive_member', 'other',
                   'scrutiny_member', 'board_member'] AS codes) a
WHERE u.email LIKE 'learner-%';
"""

ENROLMENTS = """
INSERT INTO progress_enrolment (learner_id, course_id, membership_id, organisation_id, audience, enrolled_at, enrolled_month)
SELECT m.user_id, c.id, m.id, m.organisation_id, m.audience, u.joined_at, {month_of_joining}
FROM people_membership m JOIN people_user u ON u.id = m.user_id AND u.email LIKE 'learner-%',
     LATERAL (SELECT page_ptr_id AS id FROM courses_coursepage ORDER BY md5(page_ptr_id::text || m.id) LIMIT 1) c;
"""

# Three of four modules of the course are begun, and most of these completed, some weeks after joining.
RECORDS = """
INSERT INTO progress_modulerecord (learner_id, module_id, membership_id, organisation_id, audience, started_at, lessons_done,
                                   lessons_due, passed_at, completed_at, completed_month, how)
SELECT learner, module, membership, CASE WHEN done THEN organisation END, audience, begun, CASE WHEN done THEN 6 ELSE 2 END, 6,
       CASE WHEN done THEN ended END, CASE WHEN done THEN ended END, CASE WHEN done THEN {month_of_end} END,
       CASE WHEN done THEN 'lessons' ELSE '' END
FROM (SELECT *, begun + luck * 40 * interval '1 day' AS ended, begun + luck * 40 * interval '1 day' < now() AND luck < 0.8 AS done
      FROM (SELECT e.learner_id AS learner, c.module_id AS module, e.membership_id AS membership, e.organisation_id AS organisation,
                   e.audience, e.enrolled_at + random() * 60 * interval '1 day' AS begun, random() AS luck
            FROM progress_enrolment e JOIN courses_coursemodule c USING (course_id) JOIN people_user u ON u.id = e.learner_id
            WHERE u.email LIKE 'learner-%' AND random() < 0.75) drawn
      WHERE begun < now()) dated;
"""

FINISHED = """
UPDATE progress_enrolment e SET completed_at = d.last, completed_month = {month_of_last}
FROM (SELECT e.id, max(r.completed_at) AS last
      FROM progress_enrolment e JOIN courses_coursemodule c ON c.course_id = e.course_id AND c.required
           JOIN people_user u ON u.id = e.learner_id AND u.email LIKE 'learner-%'
           LEFT JOIN progress_modulerecord r ON r.learner_id = e.learner_id AND r.module_id = c.module_id
      GROUP BY e.id HAVING bool_and(r.completed_at IS NOT NULL)) d
WHERE d.id = e.id;
"""

# Seven of ten pass at the first attempt; who has passed at all does at the second, and who has not may have failed once.
ATTEMPTS = """
INSERT INTO assessment_attempt (id, learner_id, module_id, edition_id, number, state, paper, pass_mark, started_at, expires_at,
                                marked_at, score, passed, by_outcome)
SELECT gen_random_uuid(), r.learner_id, r.module_id, e.id, n, 'marked', '[]', 8, r.started_at, r.started_at + interval '30 days',
       COALESCE(r.passed_at, r.started_at + interval '1 day') - (2 - n) * interval '1 hour',
       CASE WHEN passed THEN 9 ELSE 6 END, passed, '{{}}'
FROM (SELECT *, CASE WHEN random() < 0.7 THEN 1 ELSE 2 END AS needed FROM progress_modulerecord
      WHERE passed_at IS NOT NULL OR random() < 0.3) r
     JOIN people_user u ON u.id = r.learner_id AND u.email LIKE 'learner-%'
     JOIN LATERAL (SELECT id FROM courses_moduleedition WHERE module_id = r.module_id ORDER BY number DESC LIMIT 1) e ON true,
     LATERAL (SELECT n, n = r.needed AND r.passed_at IS NOT NULL AS passed
              FROM generate_series(1, CASE WHEN r.passed_at IS NULL THEN 1 ELSE r.needed END) n) attempts;
"""

CERTIFICATES = """
INSERT INTO certificates_certificate (code, learner_id, kind, subject_key, name, membership_id, organisation_id, organisation_name,
    title, principles, outcomes, modules, minutes, by_assessment, edition, issuer, is_specimen, awarded_on, awarded_month,
    issued_at, revoked_reason, correction, shows_successor, render_attempts, render_problem)
SELECT md5(r.id || ' ' || r.learner_id)::varchar(24), r.learner_id, 'module', r.module_id::text, 'A learner', r.membership_id,
       r.organisation_id, '', '', '[]', '[]', '[]', 60, false, '', 'Bench', true, (r.completed_at AT TIME ZONE 'Europe/London')::date,
       r.completed_month, r.completed_at, '', '', false, 0, ''
FROM progress_modulerecord r JOIN people_user u ON u.id = r.learner_id AND u.email LIKE 'learner-%'
WHERE r.completed_at IS NOT NULL;
"""

MONTH = "date_trunc('month', {} AT TIME ZONE 'Europe/London')::date"
MONTHS = {
    "month_of_joining": MONTH.format("u.joined_at"),
    "month_of_end": MONTH.format("ended"),
    "month_of_last": MONTH.format("d.last"),
}
STEPS = (PEOPLE, MEMBERSHIPS, ENROLMENTS, RECORDS, FINISHED, ATTEMPTS, CERTIFICATES)
INDEXES = """
SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = current_schema() AND tablename = ANY(%s)
  AND NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conname = indexname)
"""
READ = "people_user, people_membership, progress_enrolment, progress_modulerecord, assessment_attempt, certificates_certificate"


def found_nation(learners):
    """Invent so many learners, the same ones each time."""
    if not settings.DEVELOPMENT or connection.vendor != "postgresql":
        raise ValueError("Only on PostgreSQL, and never in production.")
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT setseed(0.5)")
        cursor.execute("SET LOCAL session_replication_role = replica")  # what is invented here points at what there is
        cursor.execute("SET LOCAL maintenance_work_mem = '512MB'")
        with _without_indexes(cursor):
            for step in STEPS:
                cursor.execute(step.format(learners=int(learners), span=SPAN, **MONTHS))
                cursor.execute(f"ANALYZE {READ}")  # or the next step is planned for empty tables
    with connection.cursor() as cursor:
        cursor.execute(f"VACUUM (ANALYZE) {READ}")


@contextmanager
def _without_indexes(cursor):
    """Made at the end in one go, which takes a fraction of the time."""
    cursor.execute(INDEXES, [READ.split(", ")])
    found = cursor.fetchall()
    for name, _ in found:
        cursor.execute(f'DROP INDEX "{name}"')
    yield
    for _, definition in found:
        cursor.execute(definition)
