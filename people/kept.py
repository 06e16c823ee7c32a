"""Words that came after the session had ended: sealed in the new session until their writer signs in, for an hour and nobody else.

The form says whose they are by a signed mark, because nobody is signed in when they come. They are never stored in clear.
"""

import json
from datetime import timedelta
from functools import lru_cache

from cryptography.fernet import InvalidToken
from django.core import signing
from django.utils import timezone

from .secrecy import decrypt, encrypt

PLACE = "kept_words"
FOR = timedelta(hours=1)
MARK = signing.Signer(salt="people.kept")


def token(person) -> str:
    """The mark of whose a form is. It opens nothing."""
    return _token(str(person.pk))


@lru_cache(maxsize=2000)
def _token(who):
    return MARK.sign(who)


def keep(request, text) -> bool:
    """Whether the words could be kept: only those of a form that says whose it is."""
    try:
        writer = MARK.unsign(request.POST.get("writer", ""))
    except signing.BadSignature:
        return False
    until = (timezone.now() + FOR).timestamp()
    sealed = encrypt(json.dumps([writer, until, request.path, text]).encode())
    request.session[PLACE] = sealed.decode()
    return True


def words(request, path) -> str | None:
    """What was kept of this reader for the form that posts to `path`. Changes nothing."""
    sealed = request.session.get(PLACE)
    if not sealed:
        return None
    try:
        writer, until, written_for, text = json.loads(decrypt(sealed.encode()))
    except InvalidToken:
        return None
    theirs = request.user.is_authenticated and writer == str(request.user.pk)
    return text if theirs and written_for == path and timezone.now().timestamp() < until else None


def drop(request):
    """They are saved, or not wanted."""
    request.session.pop(PLACE, None)
