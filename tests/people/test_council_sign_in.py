"""Signing in with one's council, against a provider that these tests run: who it lets in, and what it cannot do.

Seen to fail: nonce or tenant not compared, an address that opens its account, a code for another address that links.
"""

import re

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import TOTP
from allauth.socialaccount.models import SocialAccount, SocialApp
from django.core import mail
from django.test import Client

from audit.models import Event
from mail.models import Message
from people import tenants
from people.models import User
from tests.cast import JOINED_AT, make_person

from .conftest import code_in_the_mail
from .provider import ANOTHER_KEY, TENANT, Provider

DOOR, BACK = "/sign-in/with/testham/", "/sign-in/with/testham/back/"
NEW = "nora@testham.gov.uk"


@pytest.fixture
def provider():
    running = Provider()
    yield running
    running.close()


def agree(provider, by, **changes):
    terms = {"name": "Testham", "slug": "testham", "issuer": provider.issuer, "tenant_id": TENANT} | changes
    return tenants.describe(
        tenant=SocialApp(), client_id="client", secret="s3cret", by=by, at=JOINED_AT,
        **{"domains": {"testham.gov.uk"}, "allows_code": True} | terms,
    )  # fmt: skip


@pytest.fixture
def tenant(provider, administrator):
    return agree(provider, administrator)


def way_there(browser):
    page = browser.post(DOOR)
    assert page.status_code == 200, page.content
    return re.search(r'0;URL=([^"]+)"', page.content.decode())[1].replace("&amp;", "&")


def come_back(browser, provider):
    return browser.get(BACK, provider.authorise(way_there(browser)))


def signed_in_as(browser):
    return browser.session.get("_auth_user_id")


def link(user, uid="person-1"):
    return SocialAccount.objects.create(user=user, provider="testham", uid=uid)


def test_the_door_offers_it_for_an_address_of_the_council(client, ask, tenant):
    assert ask(client, NEW).headers["Location"] == DOOR
    assert mail.outbox == []
    page = client.get(DOOR).content.decode()
    assert "Send me a code instead" in page
    assert ask(client, "name@camden.gov.uk").headers["Location"] == "/sign-in/code/"


def test_the_code_stays_possible_where_the_council_allows_it(client, ask, provider, administrator):
    tenant = agree(provider, administrator)
    assert ask(client, NEW, by="code").headers["Location"] == "/sign-in/code/"
    tenant.settings["allows_code"] = False
    tenant.save()
    assert ask(Client(), NEW, by="code").headers["Location"] == DOOR
    assert len(mail.outbox) == 1


def test_known_and_unknown_addresses_of_the_council_are_answered_alike(ask, tenant, learner):
    pages = []
    for email in (learner.email, NEW):
        browser = Client()
        answer = ask(browser, email)
        text = re.sub(r'value="\w{64}"', "", browser.get(DOOR).content.decode()).replace(email, "")
        pages.append((answer.status_code, answer.headers["Location"], text))
    assert pages[0] == pages[1]


def test_it_goes_there_with_pkce_state_and_nonce_and_without_the_address(client, ask, tenant, learner):
    ask(client, learner.email)
    url = way_there(client)
    for part in ("code_challenge_method=S256", "code_challenge=", "state=", "nonce=", "response_type=code"):
        assert part in url
    assert "lena" not in url


def test_the_address_bar_adds_nothing_to_what_is_asked(client, tenant):
    page = client.post(f"{DOOR}?scope=User.ReadWrite.All&auth_params=prompt%3Dnone").content.decode()
    assert "ReadWrite" not in page
    assert "prompt" not in page


def test_somebody_new_gets_an_account_and_is_welcomed(client, provider, tenant):
    provider.claims = {"email": NEW, "sub": "nora"}
    assert come_back(client, provider).headers["Location"].startswith("/welcome/")
    person = User.objects.get(email=NEW)
    assert signed_in_as(client) == str(person.pk)
    assert EmailAddress.objects.filter(user=person, email=NEW, verified=True).exists()


def test_the_claims_are_not_kept(client, provider, tenant):
    provider.claims = {"email": NEW, "name": "Nora N"}
    come_back(client, provider)
    assert SocialAccount.objects.get().extra_data == {}


def test_whoever_is_known_there_comes_in_whatever_their_address_is_now(client, provider, tenant, learner):
    link(learner)
    provider.claims = {"email": "lena.married@testham.gov.uk"}
    assert come_back(client, provider).headers["Location"] == "/my-learning/"
    assert signed_in_as(client) == str(learner.pk)


def test_an_address_alone_opens_no_account(client, provider, tenant, learner):
    """Linked only after a code that went to the mailbox."""
    answer = come_back(client, provider)
    assert answer.headers["Location"] == "/sign-in/code/"
    assert signed_in_as(client) is None
    assert not SocialAccount.objects.exists()
    client.post("/sign-in/code/", {"code": code_in_the_mail()})
    assert signed_in_as(client) == str(learner.pk)
    assert SocialAccount.objects.get().user == learner


def test_without_the_code_it_is_never_linked(client, provider, tenant, learner):
    come_back(client, provider)
    client.post("/sign-in/code/", {"code": "XXXXXX"})
    assert not SocialAccount.objects.exists()


def test_a_code_for_another_address_links_nothing(client, ask, provider, tenant, learner, stranger):
    come_back(client, provider)
    ask(client, stranger.email)
    client.post("/sign-in/code/", {"code": code_in_the_mail()})
    assert signed_in_as(client) == str(stranger.pk)
    assert not SocialAccount.objects.exists()


def test_whoever_is_signed_in_connects_it(sign_in, provider, tenant, stranger):
    browser = sign_in(stranger.email)
    come_back(browser, provider)
    assert SocialAccount.objects.get().user == stranger
    assert Message.objects.filter(template="address_changed", to=stranger.email).exists()


def test_what_belongs_to_one_account_is_not_connected_with_another(sign_in, provider, tenant, learner, stranger):
    link(learner)
    come_back(sign_in(stranger.email), provider)
    assert SocialAccount.objects.get().user == learner


REFUSED = [
    ({"iss": "https://login.microsoftonline.com/other/v2.0"}, "not complete"),
    ({"tid": "99999999-2222-3333-4444-555555555555"}, "another organisation"),
    ({"tid": None}, "another organisation"),
    ({"aud": "somebody-else"}, "not complete"),
    ({"azp": "somebody-else"}, "not complete"),
    ({"exp": 1}, "came too late"),
    ({"exp": None}, "not complete"),
    ({"nonce": "another"}, "another visit"),
    ({"nonce": None}, "another visit"),
    ({"email": None}, "did not tell us"),
    ({"email": 7}, "did not tell us"),
    ({"email_verified": False}, "not confirmed there"),
    ({"email": "boss@camden.gov.uk"}, "not one of your council’s"),
    ({"email": "x@sub.testham.gov.uk"}, "not one of your council’s"),
    ({"email": "x@testham.gov.uk.evil.example"}, "not one of your council’s"),
]  # fmt: skip


@pytest.mark.parametrize(("claims", "words"), REFUSED)
def test_a_wrong_answer_lets_nobody_in_and_says_why(client, provider, tenant, claims, words):
    provider.claims = {"sub": "nora", "email": NEW} | claims
    answer = come_back(client, provider)
    assert answer.status_code == 401
    assert words in answer.content.decode()
    assert signed_in_as(client) is None
    assert not User.objects.filter(email__contains="nora").exists()
    assert Event.objects.filter(name="people.council_refused", subject="testham").exists()


@pytest.mark.parametrize(
    ("algorithm", "key"), [("none", None), ("HS256", "a key that anybody could have chosen for it")]
)
def test_a_token_of_another_algorithm_than_the_providers_key_is_refused(client, provider, tenant, algorithm, key):
    provider.algorithm, provider.key = algorithm, key
    assert come_back(client, provider).status_code == 401
    assert signed_in_as(client) is None


def test_a_provider_leads_us_nowhere_else(client, provider, tenant):
    another = Provider()
    provider.elsewhere = f"{another.issuer}/.well-known/openid-configuration"
    assert client.post(DOOR).status_code == 503
    assert another.asked == []
    another.close()


def test_a_token_signed_by_somebody_else_is_refused(client, provider, tenant):
    provider.key = ANOTHER_KEY
    assert come_back(client, provider).status_code == 401


@pytest.mark.parametrize(
    ("broken", "status"), [("openid-configuration", 503), ("token", 401), ("keys", 503), ("rubbish", 401)]
)
def test_a_provider_that_fails_is_told_in_words(client, provider, tenant, broken, status):
    query = provider.authorise(way_there(client))
    provider.broken = broken
    answer = client.get(BACK, query)
    assert answer.status_code in (status, 401)
    assert "sign-in did not work" in answer.content.decode()
    assert signed_in_as(client) is None


def test_a_provider_that_is_down_is_told_before_one_goes(client, provider, tenant):
    provider.broken = "openid-configuration"
    answer = client.post(DOOR)
    assert answer.status_code == 503
    assert "does not answer just now" in answer.content.decode()


def test_an_answer_without_its_question_is_refused(client, provider, tenant):
    query = provider.authorise(way_there(client))
    assert Client().get(BACK, query).status_code == 401
    assert client.get(BACK, {**query, "state": "forged"}).status_code == 401
    assert client.get(BACK).status_code == 401


def test_an_answer_counts_once(client, provider, tenant, learner):
    link(learner)
    query = provider.authorise(way_there(client))
    assert client.get(BACK, query).status_code == 302
    client.post("/sign-out/")
    assert client.get(BACK, query).status_code == 401


def test_a_code_without_its_verifier_is_worth_nothing(client, provider, tenant):
    """A code stolen on its way is answered by the provider only to the browser that asked."""
    stolen = provider.authorise(way_there(client))["code"]
    thief = Client()
    state = provider.authorise(way_there(thief))["state"]
    assert thief.get(BACK, {"code": stolen, "state": state}).status_code == 401


def test_who_stops_half_way_is_told_that_nothing_happened(client, provider, tenant):
    state = provider.authorise(way_there(client))["state"]
    answer = client.get(BACK, {"error": "access_denied", "state": state}, follow=True)
    assert "You stopped signing in" in answer.content.decode()


def test_one_comes_back_to_where_one_was(client, ask, provider, tenant, learner):
    link(learner)
    ask(client, learner.email, next="/modules/?page=2")
    assert come_back(client, provider).headers["Location"] == "/modules/?page=2"


def test_a_closed_account_stays_closed(client, provider, tenant, learner):
    link(learner)
    User.objects.filter(pk=learner.pk).update(is_active=False)
    come_back(client, provider)
    assert signed_in_as(client) is None


def test_an_unknown_council_has_no_page(client, db):
    assert client.get("/sign-in/with/nowhere/").status_code == 404
    assert client.get("/sign-in/with/nowhere/back/").status_code == 404


def test_allauths_own_way_there_is_closed(client, tenant):
    assert client.post("/account/oidc/testham/login/").headers["Location"] == "/sign-in/"
    assert client.get("/account/oidc/testham/login/callback/").headers["Location"] == "/sign-in/"


def test_the_secret_is_stored_encrypted(tenant):
    assert "s3cret" not in str(list(SocialApp.objects.values()))
    assert tenants.secret_of(SocialApp.objects.get()) == "s3cret"


def test_a_second_factor_is_still_asked_for(client, provider, tenant, learner):
    link(learner)
    TOTP.activate(learner, "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")
    assert come_back(client, provider).headers["Location"] == "/account/2fa/authenticate/"
    assert signed_in_as(client) is None


def test_removing_a_councils_sign_in_leaves_its_people_their_accounts(tenant, learner, administrator):
    link(learner)
    tenants.remove(tenant=tenant, by=administrator, at=JOINED_AT)
    assert not SocialAccount.objects.exists()
    assert make_person(learner.email, "Lena Learner") == learner


def test_the_account_page_offers_to_connect_it(client, tenant, learner, stranger):
    for person, offered in ((learner, True), (stranger, False)):
        client.force_login(person)
        assert ("Connect the sign-in of Testham" in client.get("/your-account/").content.decode()) is offered


def test_what_is_connected_is_listed_and_can_be_removed(client, provider, tenant, learner):
    account = link(learner)
    come_back(client, provider)
    page = client.get("/account/3rdparty/").content.decode()
    assert "Testham" in page
    client.post(f"/your-account/council/{account.pk}/disconnect/")
    assert not SocialAccount.objects.exists()
    assert Message.objects.filter(template="address_changed").count() == 1


def test_nobody_disconnects_anothers(client, tenant, learner, stranger):
    client.force_login(stranger)
    assert client.post(f"/your-account/council/{link(learner).pk}/disconnect/").status_code == 404
    assert SocialAccount.objects.exists()


def test_one_network_cannot_ask_the_provider_for_ever(client, tenant, provider, settings):
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "sign_in_network": "3/10m/ip"}
    assert [client.post(DOOR).status_code for _ in range(4)] == [200, 200, 200, 429]
    assert "Wait 10 minutes" in client.post(DOOR).content.decode()
