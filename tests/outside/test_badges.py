"""Our badge before those who read badges: 1EdTech's schema, and a verifier that had no part in issuing it."""

import json
import subprocess
import sys

import jwt
import pytest
from django.test import Client
from openbadgeslib.baking import extract_png, extract_svg
from openbadgeslib.ob3 import OB3VerificationError, OB3Verifier, check_credential_status

from certificates import actions, badges, baking
from tests.certificates.conftest import certificate, imagined
from tests.curriculum import AT
from tests.learners import course, learner, module
from tests.outside.schemas import open_badges

__all__ = ["certificate", "course", "learner", "module"]


@pytest.fixture(autouse=True)
def _public_site(settings):
    settings.SITE_URL = "https://training.example.gov.uk"


def download(url):
    """What the verifier would fetch from the public site, from the product itself."""
    assert url.startswith("https://training.example.gov.uk/")
    answer = Client().get("/" + url.split("/", 3)[3])
    assert answer.status_code == 200, url
    return answer.content


def verified(token):
    """The credential, with its issuer found by did:web and its place in the status list looked up. Raises OB3VerificationError."""
    issuer = jwt.decode(token, options={"verify_signature": False})["iss"]
    credential = OB3Verifier.for_issuer_did(issuer, download=download).verify(token)
    check_credential_status(credential, download=download, verify_list=True, list_pubkey_pem=_key())
    return credential


def _key():
    return OB3Verifier.for_issuer_did(badges.did(), download=download).pubkey_pem


CASES = {
    "module": {},
    "course": {"kind": "course", "principles": ["p1", "p2", "p3", "p4", "p5"], "modules": ["One", "Two"]},
    "specimen": {"is_specimen": True},
    "scripts": {"name": "عائشة שרה 王小明 🎉", "title": 'Say "no" & <mean> it'},
    "bare": {"organisation_name": "", "outcomes": []},
}


@pytest.mark.parametrize("case", CASES)
def test_it_keeps_to_the_schema_of_1edtech(case, tmp_path):
    (tmp_path / "badge.json").write_text(json.dumps(badges.credential(imagined(**CASES[case]))))
    command = ["-m", "check_jsonschema", "--schemafile", str(open_badges()), str(tmp_path / "badge.json")]
    told = subprocess.run([sys.executable, *command], capture_output=True, text=True)
    assert told.returncode == 0, told.stdout


def test_the_schema_would_find_a_fault(tmp_path):
    wrong = badges.credential(imagined())
    del wrong["credentialSubject"]["achievement"]["criteria"]
    (tmp_path / "badge.json").write_text(json.dumps(wrong))
    command = ["-m", "check_jsonschema", "--schemafile", str(open_badges()), str(tmp_path / "badge.json")]
    assert subprocess.run([sys.executable, *command], capture_output=True).returncode == 1


@pytest.mark.django_db
def test_a_verifier_finds_it_valid_and_reads_it(certificate):
    credential = verified(badges.token(certificate))
    assert credential.achievement.name == certificate.title
    assert credential.issuer.id == "did:web:training.example.gov.uk"


@pytest.mark.django_db
def test_a_verifier_catches_a_changed_byte(certificate):
    token = badges.token(certificate)
    for place in (len(token) // 2, len(token) - 20):
        changed = token[:place] + ("A" if token[place] != "A" else "B") + token[place + 1 :]
        with pytest.raises((OB3VerificationError, jwt.DecodeError)):  # the second where it is no JSON any more
            verified(changed)


@pytest.mark.django_db
def test_a_verifier_learns_that_it_was_revoked(certificate):
    token = badges.token(certificate)
    verified(token)
    actions.revoke(certificate=certificate, reason="Error", by=None, at=AT)
    with pytest.raises(OB3VerificationError, match="'revocation' is set"):
        verified(token)


@pytest.mark.parametrize(("bake", "extract", "where"), [
    (baking.svg, extract_svg, {"element": "openbadges:credential"}),
    (baking.png, extract_png, {"keyword": b"openbadgecredential"}),
])  # fmt: skip
@pytest.mark.django_db
def test_a_verifier_finds_the_credential_in_the_picture(certificate, bake, extract, where):
    assert verified(extract(bake(certificate), **where)).achievement.name == certificate.title
