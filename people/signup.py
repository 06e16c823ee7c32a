"""The one door: an address, a code, a session. Nothing here asks whether the address is known, so that nobody can tell."""

import secrets
from datetime import datetime, timedelta

from allauth.core import ratelimit
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.http import url_has_allowed_host_and_scheme

from mail.actions import send_code

# No vowels, so no words; nothing that looks like something else.
ALPHABET = "23456789BCDFGHJKMNPQRSTVWXZ"
LENGTH = 6
VALID_FOR = timedelta(minutes=15)
TRIES = 5
RESEND_AFTER = timedelta(seconds=60)
KEPT_FOR = timedelta(days=30)

SESSION_KEY = "sign_in"
SALT = "people.signup"


class TooMany(Exception):
    """This address or this network has asked too often."""


class Challenge:
    """The code that was sent, as the session knows it: a salted hash, to whom, until when, and how many tries are left."""

    def __init__(self, session, key=SESSION_KEY):
        self._session, self._key = session, key
        self._state = session.get(key) or {}

    def __bool__(self):
        return bool(self._state)

    @property
    def email(self):
        return self._state["email"]

    @property
    def next(self):
        return self._state.get("next", "")

    @property
    def keep(self):
        return bool(self._state.get("keep"))

    @property
    def sent_at(self):
        return datetime.fromisoformat(self._state["sent_at"])

    @property
    def is_spent(self):
        return self._state["tries"] >= TRIES

    def has_expired(self, at):
        return at - self.sent_at > VALID_FOR

    def resend_from(self):
        return self.sent_at + RESEND_AFTER

    def accepts(self, typed):
        """Counts the try before it is judged. The code is forgotten as soon as it was right."""
        if self.is_spent:
            return False
        self._state["tries"] += 1
        self._session.modified = True
        return constant_time_compare(self._state["hash"], _hash(plain(typed), self._state["salt"]))

    def forget(self):
        self._session.pop(self._key, None)


def begin(request, *, email, next_url="", keep=False, at, key=SESSION_KEY, template="sign_in_code"):
    """Sends a code to an address and remembers in the session under `key` what to expect. Raises TooMany or mail.actions.NotSent."""
    if not (_consume(request, "sign_in_network", email) and _consume(request, "sign_in_address", email)):
        raise TooMany
    code = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
    send_code(to=email, code=f"{code[:3]} {code[3:]}", template=template)
    salt = secrets.token_hex(8)
    request.session[key] = {
        "email": email,
        "next": next_url,
        "keep": keep,
        "salt": salt,
        "hash": _hash(code, salt),
        "sent_at": at.isoformat(),
        "tries": 0,
    }
    return Challenge(request.session, key)


def may_try(request, email):
    """Guards against guessing one address from many sessions at once."""
    return _consume(request, "sign_in_tries", email)


def may_go_on(request):
    """Guards the way to a council's sign-in, which asks its provider, against one network that asks for ever."""
    return bool(ratelimit.consume(request, action="sign_in_network"))


def stay(request, *, keep, at):
    """How long the session that begins now lasts: 30 sliding days where that was asked for, else 12 hours."""
    request.session.set_expiry(int(KEPT_FOR.total_seconds()) if keep else None)
    request.session["kept_at"] = at.isoformat() if keep else ""


def _consume(request, action, email):
    return ratelimit.consume(request, action=action, key=email)


def plain(typed):
    """What somebody meant: spaces, dashes and lower case do not matter."""
    return "".join(character for character in typed.upper() if character.isalnum())


def _hash(code, salt):
    return salted_hmac(SALT + salt, code, algorithm="sha256").hexdigest()


def safe_next(request, url):
    """Where somebody came from, or "" for an address that is not on this site."""
    is_ours = url_has_allowed_host_and_scheme(
        url, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return url if is_ours and url.startswith("/") else ""
