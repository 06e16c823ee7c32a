"""The mark of the content as readers see it: renewed with every change, asked for before anything is taken from memory."""

from uuid import uuid4

from django.db import connection

from .models import Imprint

# By hand: what must be known of a page before it is shown again, in one statement.
FACTS = """
SELECT CAST(i.mark AS text) AS mark, p.url_path AS place,
  p.live AND NOT EXISTS (SELECT 1 FROM wagtailcore_page m
                         WHERE m.path = SUBSTR(p.path, 1, LENGTH(p.path) - 4) AND NOT m.live) AS readable,
  EXISTS (SELECT 1 FROM wagtailcore_pageviewrestriction v JOIN wagtailcore_page a ON a.id = v.page_id
          WHERE p.path LIKE a.path || '%%') AS private
FROM wagtailcore_page p CROSS JOIN courses_imprint i WHERE p.id = %s
"""


def renew():
    """A mark is never used twice, so that a rollback, or a restored backup, brings nothing back from memory."""
    Imprint.objects.update(mark=uuid4())


def mark():
    """To be read before what is kept under it; the first of the facts."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT CAST(mark AS text) FROM courses_imprint")
        return cursor.fetchone()[0]


def facts(page_id) -> tuple | None:
    """(mark, place in the tree, can be read?, private?) of a page: equal facts, equal page. None where it is gone."""
    with connection.cursor() as cursor:
        cursor.execute(FACTS, [page_id])
        return cursor.fetchone()


def allow_reading(facts) -> bool:
    """Whether everybody may read the page now."""
    return facts is not None and bool(facts[2]) and not facts[3]
