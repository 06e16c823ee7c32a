"""Every address outside the CMS, asked by seven kinds of person and a program with GET and POST, against the reviewed table in site.yaml.

What is asked for is Testham's and its people's: their own for some of the seven, a stranger's for the others. Then each asks for
what belongs to others, below the address of their own organisation. Seen to fail: a guard taken away (below), an address left out.
"""

from itertools import product
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import yaml
from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.test import override_settings
from django.utils import timezone

from certificates.models import CertificateQuerySet
from coordination import doors
from home.loading import tree
from organisations.models import Organisation
from people.actions import appoint_coordinator
from people.permissions import ADMINISTRATORS, PUBLISHERS
from reports.models import ServiceToken
from tests.access.asking import Asker
from tests.access.belongings import of, published, shared
from tests.access.walking import addresses
from tests.cast import make_council, make_person
from tests.people.provider import Provider

TABLE = yaml.safe_load(Path(__file__).with_name("site.yaml").read_text())
ELSEWHERE = "coordinator elsewhere"
EVERYBODY = (
    "signed out",
    "learner",
    "coordinator",
    ELSEWHERE,
    "editor",
    "analyst",
    "administrator",
)
PROGRAM = "program"  # with a token for the figures, and no session
PATHS = {r"((?:modules|courses)/(?:[w-]+/)*)": "/modules/", r"((?:[w-]+/)*)": "/"}  # pages, by their route
DOORS = "/sign-in/", "/account/login/"  # the second leads to the first
REFUSED = {"door", 401, 403, 404, 405}


@pytest.fixture(scope="module")
def world(kept, tmp_path_factory):
    """(values of Testham, values of strangers, {kind of person: person or None})"""
    folder, provider = tmp_path_factory.mktemp("files"), Provider()
    on_disk = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": folder}}
    with override_settings(STORAGES=settings.STORAGES | {"default": on_disk}):
        yield made(provider)
    provider.close()


def made(provider):
    tree()
    at, common = timezone.now(), shared(provider.issuer)
    people = {"signed out": None}
    for who, group in (("administrator", ADMINISTRATORS), ("editor", PUBLISHERS)):
        people[who] = make_person(f"{who}@programme.gov.uk", who.title(), group=group, at=at)
    ours, theirs = (of(word, common["course"], people["administrator"], at) for word in ("Testham", "Strangeham"))
    people |= {who: ours[who] for who in ("learner", "coordinator", "analyst")}
    people[ELSEWHERE] = make_person("stan@elsewhere.gov.uk", "Stan Stranger", at=at, council=elsewhere())
    appoint_coordinator(user=people[ELSEWHERE], organisation=elsewhere(), by=None, at=at)
    common |= published(ours["council"], common["module"], ours["analyst"], theirs["analyst"])
    return common | ours, common | theirs | {"slug": ours["slug"]}, people


def elsewhere():
    return Organisation.objects.filter(slug="elsewhere").first() or make_council(
        "Elsewhere Council", "elsewhere.gov.uk"
    )


def ours():
    return [address for address in addresses() if not address.route.startswith("cms/")]


def path_of(address, values):
    return values.get(address.name) or PATHS.get(address.route) or address.filled(values)


def seen(asker, method, address, values):
    """The status of the answer; "door" where it leads to signing in."""
    cache.clear()  # nobody is held up by how often the one before asked
    answer = asker.answer(method, path_of(address, values))
    if answer.status_code == 302 and urlsplit(answer.url).path in DOORS:
        return "door"
    return answer.status_code


def said(name, method, who):
    """What the table says: one answer for everybody, or by kind of person with `others` for the rest. Where it is not named, a
    program is nobody."""
    answers = TABLE["addresses"][name][method]
    if not isinstance(answers, dict):
        return answers
    if who == PROGRAM and who not in answers:
        who = "signed out"
    return answers.get(who, answers.get("others"))


def differences(asker, who, values, places):
    for address, method in product(places, ("GET", "POST")):
        answer, expected = seen(asker, method, address, values), said(address.name, method, who)
        if answer != expected:
            yield f"{method} {address.name}: {answer}, and the table says {expected}"


def strange(asker, who, values, places):
    """Where one's own opens, a stranger's is 404, and nobody's answer is a page; a link that was sent is its bearer's."""
    open_to = set(TABLE["anybody’s"]) | set(TABLE["administrators’"] if who == "administrator" else [])
    for address, method in product(places, ("GET", "POST")):
        if belongs(address) and address.name not in open_to:
            answer, own = seen(asker, method, address, values), said(address.name, method, who)
            if answer not in REFUSED or (own not in REFUSED and answer != 404):
                yield f"{method} {address.name}: {answer} for a stranger's, and {own} for one's own"


def belongs(address):
    """Whether its path names something of a person or an organisation."""
    return bool(
        set(address.parameters) & {"pk", "person", "attempt_id", "entry_id", "step_id", "code", "token", "typed"}
    )


def test_every_address_outside_the_cms_is_in_the_table_and_nothing_else():
    assert {address.name for address in ours()} == set(TABLE["addresses"])


def test_every_answer_of_the_table_is_one_that_the_product_means():
    for name, methods in TABLE["addresses"].items():
        for answers in methods.values():
            given = answers.values() if isinstance(answers, dict) else [answers]
            assert set(given) <= REFUSED | {200, 204, 301, 302, 422}, name


@pytest.mark.parametrize("who", EVERYBODY)
def test_everybody_gets_in_where_the_table_says_and_to_nothing_of_others(world, client, who):
    own, others, people = world
    asker = Asker(client, people[who])
    assert list(differences(asker, who, own, ours())) == []
    if who != ELSEWHERE:  # for whom all that the table is about is a stranger's
        assert list(strange(asker, who, others, ours())) == []


def test_a_program_gets_the_figures_and_is_nobody_everywhere_else(world, client):
    own, _, _ = world
    assert list(differences(Asker(client, token=own[PROGRAM]), PROGRAM, own, ours())) == []


def test_a_program_whose_token_has_ended_is_nobody_at_the_figures_too(world, client):
    own, _, _ = world
    figures = [address for address in ours() if address.name.startswith("figures-api:")]
    with transaction.atomic():
        ServiceToken.objects.update(expires_at=timezone.now())
        assert list(differences(Asker(client, token=own[PROGRAM]), "signed out", own, figures)) == []
        transaction.set_rollback(True)


def test_a_guard_taken_away_is_seen(world, client, monkeypatch):
    own, others, people = world
    places = [address for address in ours() if address.name in {"coordination:people", "certificates:certificate"}]
    monkeypatch.setattr(doors, "organisations_seen_by", lambda user: Organisation.objects.all())
    monkeypatch.setattr(CertificateQuerySet, "of", lambda rows, learner: rows)
    assert len(list(differences(Asker(client, people[ELSEWHERE]), ELSEWHERE, own, places))) == 2
    assert len(list(strange(Asker(client, people["learner"]), "learner", others, places))) == 1
