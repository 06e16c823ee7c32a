"""Signing in with one's council: allauth's OpenID Connect, held to one issuer and tenant, with PKCE and a nonce, keeping no claims.

Known is who comes with an identity seen before. An address alone opens nothing: its account is linked after a code to it.
"""

import secrets
from datetime import datetime

import jwt
from allauth.account.models import EmailAddress
from allauth.account.utils import perform_login
from allauth.socialaccount.internal import jwtkit
from allauth.socialaccount.providers.base import ProviderException
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.utils import generate_code_challenge
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from requests import RequestException

from mail.actions import NotSent

from . import actions, addresses, rules, signup, tenants

LINKING = "linking"
WAITING = "council"

WORDS = {
    "tenant": "It answered for another organisation than the one that we agreed with your council.",
    "token": "Its answer was not complete, or came too late.",
    "nonce": "Its answer belongs to another visit. Start again from the beginning.",
    "no_address": "It did not tell us your email address.",
    "unconfirmed": "It says that your email address is not confirmed there.",
    "domain": "It gave an address that is not one of your council’s. We accept only those that we agreed with it.",
    "elsewhere": "Another account here is connected with it already.",
    "too_many": "Too many codes were asked for. Wait 10 minutes, then try again.",
    "too_often": "It was asked for too often from your network. Wait 10 minutes, then try again.",
    "not_sent": "We could not send you the code that we need to connect it with your account. Try again in a few minutes.",
    "unreachable": "It does not answer just now. Try again in a few minutes.",
    "unknown": "It sent an answer that we do not understand, or one that came too late.",
}


class Refused(ProviderException):
    """`.code` is one of WORDS."""

    def __init__(self, code):
        super().__init__(code)
        self.code = code


def code_of(exception):
    if isinstance(exception, Refused):
        return exception.code
    return "unreachable" if isinstance(exception, RequestException) else "unknown"


class CouncilAdapter(OpenIDConnectOAuth2Adapter):
    """`nonce` is what this visit expects: the callback sets it from the state that it took out of the session."""

    nonce = ""

    def get_callback_url(self, request, app):
        return settings.SITE_URL + reverse("people:council-callback", args=[self.provider_id])

    def get_client(self, request, app):
        """The secret is decrypted for the one request that sends it."""
        client = super().get_client(request, app)
        client.consumer_secret = tenants.secret_of(app)
        return client

    def complete_login(self, request, app, token, **kwargs):
        agreed = app.settings
        claims = self._claims(app, kwargs["response"].get("id_token", ""))
        expected = {name: agreed[name] for name in ("issuer", "tenant", "domains")}
        problem = rules.problem_with(claims, client=app.client_id, nonce=self.nonce, **expected)
        if problem:
            raise Refused(problem)
        return self.get_provider().sociallogin_from_response(request, {"id_token": claims})

    def _claims(self, app, id_token):
        """Signature, audience and expiry are checked even where the token came straight from the provider."""
        try:
            return jwtkit.verify_and_decode(
                credential=id_token,
                keys_url=self.openid_config["jwks_uri"],
                issuer=app.settings["issuer"],
                audience=app.client_id,
                lookup_kid=jwtkit.lookup_kid_jwk,
            )
        except (OAuth2Error, jwt.PyJWTError, KeyError, TypeError, ValueError) as error:
            raise Refused("token") from error


class CouncilProvider(OpenIDConnectProvider):
    """Nothing in the address bar adds to what is asked, and nothing of the answer is kept but the id."""

    package = "allauth.socialaccount.providers.openid_connect"
    oauth2_adapter_class = CouncilAdapter

    def get_pkce_params(self):
        return generate_code_challenge()

    def get_scope(self):
        return ["openid", "email"]

    def extract_extra_data(self, data):
        return {}

    def extract_email_addresses(self, data):
        address = data["id_token"]["email"].strip().lower()
        return [EmailAddress(email=address, verified=True, primary=True)]


class Callback(OAuth2CallbackView):
    def _get_state(self, request, provider):
        state, response = super()._get_state(request, provider)
        self.adapter.nonce = (state or {}).get("nonce", "")
        return state, response


def way_there(request, tenant, *, process, next_url):
    """The address at the council's provider to which this visit goes on."""
    nonce = secrets.token_urlsafe(24)
    provider = tenant.get_provider(request)
    answer = provider.redirect(request, process, next_url=next_url, nonce=nonce, auth_params={"nonce": nonce})
    return answer.url


def meet(request, login):
    """Somebody whom the council knows and we do not, yet: a new account, or a code before one that exists is linked."""
    now, waiting = timezone.now(), request.session.get(WAITING, {})
    provider, uid, email = login.account.provider, login.account.uid, login.email_addresses[0].email
    next_url = login.state.get("next", "")
    if EmailAddress.objects.filter(email=email, verified=True).exists():
        request.session[LINKING] = {"provider": provider, "uid": uid, "email": email, "at": now.isoformat()}
        return _ask_for_a_code(request, email, next_url, bool(waiting.get("keep")), now)
    user = actions.join(email=email, at=now)
    addresses.link(user=user, provider=provider, uid=uid, at=now)
    signup.stay(request, keep=waiting.get("keep"), at=now)
    return perform_login(request, user, email=email, redirect_url=next_url or settings.LOGIN_REDIRECT_URL)


def _ask_for_a_code(request, email, next_url, keep, at):
    try:
        signup.begin(request, email=email, next_url=next_url, keep=keep, at=at)
    except signup.TooMany:
        raise Refused("too_many") from None
    except NotSent:
        raise Refused("not_sent") from None
    messages.info(
        request,
        "There is an account with this address already. Enter the code once, to connect it with your organisation’s sign-in.",
    )
    return redirect("people:enter-code")


def link_what_waits(request, user, email, at):
    """After the right code: connects the council's sign-in that asked for it in this session, for this very address."""
    waiting = request.session.pop(LINKING, None)
    if waiting is None or waiting["email"] != email:
        return
    if at - datetime.fromisoformat(waiting["at"]) > rules.LINKED_WITHIN:
        return
    try:
        addresses.link(user=user, provider=waiting["provider"], uid=waiting["uid"], at=at)
    except addresses.LinkedElsewhere:
        messages.error(request, f"Your organisation’s sign-in was not connected. {WORDS['elsewhere']}")
