"""Administrators read the audit log; nobody writes in it."""

import pytest

from audit.actions import record
from people.models import User
from tests.cast import JOINED_AT


def test_an_administrator_reads_filters_and_exports_it(client, administrator, learner):
    client.force_login(administrator)
    record(name="people.sign_in", at=JOINED_AT, actor=learner.pk, subject=learner.pk)
    page = client.get("/cms/audit-log/", {"name": "people.sign_in"}).content.decode()
    assert str(learner.pk) in page
    assert learner.email not in page
    answer = client.get("/cms/audit-log/", {"export": "csv"})
    assert b"people.sign_in" in b"".join(answer.streaming_content)


@pytest.mark.parametrize("place", ["new", "edit/1", "delete/1", "history/1"])
def test_there_is_no_page_that_changes_it(client, db, place):
    client.force_login(User.objects.create_superuser("root@programme.gov.uk"))
    assert client.post(f"/cms/audit-log/{place}/").status_code == 404
