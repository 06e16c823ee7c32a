"""The Open Badge says what the certificate says, is signed with our key, and is known to be revoked when it is."""

import base64
import gzip
import json
from datetime import date

import jwt
import pytest
from jwt.algorithms import ECAlgorithm

from certificates import actions, badges, baking, keys
from certificates.models import Certificate
from certificates.statuslist import PLACES
from scripts.draw_badges import PICTURES
from tests.certificates.conftest import imagined
from tests.curriculum import AT


def opened(token, **options):
    """The claims, after the signature was checked with the key that the issuer's document names."""
    (method,) = [
        m for m in badges.did_document()["verificationMethod"] if m["id"] == jwt.get_unverified_header(token)["kid"]
    ]
    return jwt.decode(token, ECAlgorithm.from_jwk(method["publicKeyJwk"]), algorithms=["ES256"], options=options)


def is_set(token, place):
    """Whether a status list has this bit."""
    bits = opened(token, verify_exp=False)["credentialSubject"]["encodedList"].removeprefix("u")
    raw = gzip.decompress(base64.urlsafe_b64decode(bits + "=" * (-len(bits) % 4)))
    assert len(raw) * 8 == PLACES
    return bool(raw[place // 8] & (0x80 >> (place % 8)))


def test_it_says_who_what_and_when_and_names_no_address():
    claims = opened(badges.token(imagined()))
    subject = claims["credentialSubject"]
    assert subject["identifier"][0]["identityHash"] == "Siân Hughes"
    assert subject["achievement"]["name"] == claims["name"] == "Reading a business case"
    assert "Elmet Council" in subject["narrative"]
    assert claims["validFrom"] == "2026-11-22T00:00:00Z"
    assert claims["id"].endswith("/verify/7KQM-2XN4-VJ8R-WT3H")
    assert "@example" not in json.dumps(claims)
    assert "validUntil" not in claims


def test_a_day_is_a_london_day():
    claims = opened(badges.token(imagined(awarded_on=date(2026, 7, 2), expires_on=date(2028, 7, 2))))
    assert (claims["validFrom"], claims["validUntil"]) == ("2026-07-01T23:00:00Z", "2028-07-02T23:00:00Z")


def test_after_its_last_day_it_is_expired_for_a_machine_too():
    with pytest.raises(jwt.ExpiredSignatureError):
        opened(badges.token(imagined(awarded_on=date(2020, 1, 1), expires_on=date(2021, 1, 1))))


def test_a_changed_claim_is_caught():
    head, claims, seal = badges.token(imagined()).split(".")
    changed = json.loads(base64.urlsafe_b64decode(claims + "==")) | {"name": "Doctor of everything"}
    forged = base64.urlsafe_b64encode(json.dumps(changed).encode()).decode().rstrip("=")
    with pytest.raises(jwt.InvalidSignatureError):
        opened(f"{head}.{forged}.{seal}")


def test_a_specimen_says_so_in_words_and_in_the_picture():
    specimen = imagined(is_specimen=True)
    assert opened(badges.token(specimen))["name"].startswith("SPECIMEN: ")
    assert b">SPECIMEN<" in baking.svg(specimen)
    assert baking.png(specimen) != baking.png(imagined())


def test_there_is_a_picture_of_every_kind_and_principle():
    assert {path.stem for path in baking.PICTURES.glob("*.png")} == set(PICTURES)


def test_markup_in_a_title_is_text_in_the_picture():
    drawn = baking.svg(imagined(title="<script>alert(1)</script>"))
    assert b"<script>" not in drawn


@pytest.mark.django_db
def test_the_list_tells_what_is_revoked_replaced_or_withdrawn(certificate):
    place = certificate.pk % PLACES
    assert not is_set(badges.status_list(0, AT), place)
    actions.revoke(certificate=certificate, reason="Error", by=None, at=AT)
    assert is_set(badges.status_list(0, AT), place)


@pytest.mark.django_db
def test_a_withdrawn_one_is_on_the_list_and_a_renewed_one_is_not(certificate):
    other = Certificate.objects.exclude(pk=certificate.pk).first()
    actions.withdraw(certificate=certificate, at=AT)
    Certificate.objects.filter(pk=other.pk).update(renewed_at=AT)
    listed = badges.status_list(0, AT)
    assert (is_set(listed, certificate.pk), is_set(listed, other.pk)) == (True, False)


@pytest.mark.django_db
def test_every_badge_finds_its_place_in_a_list_that_is_there(client, certificate):
    status = opened(badges.token(certificate))["credentialStatus"]
    path = status["statusListCredential"].split("/", 3)[3]
    assert client.get(f"/{path}").status_code == 200
    assert client.get("/badges/status/77").status_code == 404
    assert status["statusListIndex"] == str(certificate.pk)


def test_the_issuer_can_be_asked_by_anyone_for_its_keys_and_shows_no_private_part(client):
    answer = client.get("/.well-known/did.json")
    assert answer["Access-Control-Allow-Origin"] == "*"
    document = answer.json()
    assert document["id"] == "did:web:localhost%3A8000"
    assert all("d" not in method["publicKeyJwk"] for method in document["verificationMethod"])


def test_a_badge_outlives_the_key_that_signed_it(settings, tmp_path):
    token = badges.token(imagined())
    settings.SIGNING_FORMER_CERTIFICATE_FILES = [str(keys.key_files()[1])]
    keys.make_pair(tmp_path / "new", "The Programme")
    settings.SIGNING_KEY_FILE, settings.SIGNING_CERTIFICATE_FILE = (
        str(tmp_path / "new/key.pem"),
        str(tmp_path / "new/certificate.pem"),
    )
    keys.forget()
    try:
        assert opened(token)["name"] == "Reading a business case"
        assert len(badges.did_document()["verificationMethod"]) == 2
    finally:
        keys.forget()
