"""Every address of the CMS, asked by everybody with GET and POST, against the one reviewed table in cms.yaml.

Seen to fail: with the rights of publishers given to authors, and with addresses missing from the table.
"""

from pathlib import Path

import pytest
import yaml
from django.test import override_settings

from people.permissions import ADMINISTRATORS, ANALYSTS, AUTHORS, MODERATORS, PUBLISHERS
from tests.access.asking import BROKEN, REFUSED, Asker
from tests.access.walking import addresses
from tests.access.world import values
from tests.cast import make_council, make_person

TABLE = yaml.safe_load(Path(__file__).with_name("cms.yaml").read_text())
GROUPS = {
    "analyst": ANALYSTS,
    "moderator": MODERATORS,
    "author": AUTHORS,
    "publisher": PUBLISHERS,
    "administrator": ADMINISTRATORS,
}
EVERYBODY = ("signed out", "learner", *GROUPS)
BULK = "wagtail_bulk_action"


@pytest.fixture(scope="module")
def world(kept):
    """With Wagtail's index of references, which refuses to delete what is used."""
    with override_settings(TASKS={"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}):
        yield values(make_person("wendy@programme.gov.uk", "Wendy Writer", group=AUTHORS))


@pytest.fixture(scope="module")
def people(world):
    """By who they are: a person of each group, and two of none."""
    council = make_council("Testham Borough Council", "testham.gov.uk")
    return {"signed out": None} | {
        who: make_person(f"{who}@testham.gov.uk", who.title(), council=council, group=GROUPS.get(who))
        for who in EVERYBODY[1:]
    }


def allowed_by(table, name, method):
    """Who may, by the table: a word for several groups, or one of them."""
    said = table["addresses"][name].get(method, "nobody")
    return set(table["groups"].get(said, [said]))


def found(asker, world):
    """{(name, method): outcome} of one person at every address."""
    seen = {}
    for address in addresses("cms/"):
        query = f"id={world['page_id']}" if address.name == BULK else ""
        for method in ("GET", "POST"):
            answer = asker.ask(method, address.filled(world), query)
            key = address.name, method
            seen[key] = max(seen.get(key, answer), answer, key=[REFUSED, "allowed", BROKEN].index)
    return seen


def test_every_address_of_the_cms_is_in_the_table_and_nothing_else():
    assert {address.name for address in addresses("cms/")} == set(TABLE["addresses"])


@pytest.mark.parametrize("who", EVERYBODY)
def test_everybody_gets_in_where_the_table_says_and_nowhere_else(world, people, client, who):
    wrong = []
    for (name, method), answer in found(Asker(client, people[who]), world).items():
        if name not in TABLE["addresses"] or (name in TABLE["errors"] and answer == BROKEN):
            continue
        expected = who in allowed_by(TABLE, name, method)
        if answer != ("allowed" if expected else REFUSED):
            wrong.append(f"{method} {name}: {answer}, and the table says {'allowed' if expected else REFUSED}")
    assert wrong == []
