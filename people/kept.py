"""What came after the session had ended: sealed in the new session until its writer signs in, for an hour and nobody else.

A form of words says whose they are by a signed mark, because nobody is signed in when they come. Nothing is stored in clear.
"""

import json
from datetime import timedelta
from functools import lru_cache

from cryptography.fernet import InvalidToken
from django.core import signing
from django.utils import timezone

from .secrecy import decrypt, encrypt

PLACE = "kept"
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
    seal(request, writer, text)
    return True


def seal(request, writer, text):
    """For this writer and the form of this address, beside what was kept for others."""
    until = (timezone.now() + FOR).timestamp()
    sealed = encrypt(json.dumps([str(writer), until, request.path, text]).encode())
    request.session[PLACE] = request.session.get(PLACE, {}) | {request.path: sealed.decode()}


def words(request, path) -> str | None:
    """What was kept of this reader for the form that posts to `path`. Changes nothing."""
    sealed = request.session.get(PLACE, {}).get(path)
    if not sealed:
        return None
    try:
        writer, until, written_for, text = json.loads(decrypt(sealed.encode()))
    except InvalidToken:
        return None
    theirs = request.user.is_authenticated and writer == str(request.user.pk)
    return text if theirs and written_for == path and timezone.now().timestamp() < until else None


def drop(request):
    """What was kept for the form of this address is saved now, or not wanted."""
    others = {path: sealed for path, sealed in request.session.get(PLACE, {}).items() if path != request.path}
    if others:
        request.session[PLACE] = others
    else:
        request.session.pop(PLACE, None)
