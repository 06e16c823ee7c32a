"""Encrypting what the database must not show in clear: second factors and private notes. Keys: settings.FIELD_KEYS, newest first."""

from functools import lru_cache

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings


def encrypt(clear: bytes) -> bytes:
    return _keys(tuple(settings.FIELD_KEYS)).encrypt(clear)


def decrypt(secret: bytes) -> bytes:
    """Raises cryptography.fernet.InvalidToken for what none of the keys has made, or what was changed since."""
    return _keys(tuple(settings.FIELD_KEYS)).decrypt(bytes(secret))


def renew(secret: bytes) -> bytes:
    """The same, encrypted with the newest key."""
    return _keys(tuple(settings.FIELD_KEYS)).rotate(bytes(secret))


def renew_each(rows, column, renewed=renew) -> tuple[int, int]:
    """Encrypts a column anew: (how many, how many that none of the keys opens). A row that somebody changes meanwhile is left alone:
    whoever writes has the newest key."""
    done = unread = 0
    for pk, secret in rows.values_list("pk", column).iterator():
        try:
            done += rows.filter(pk=pk, **{column: secret}).update(**{column: renewed(secret)})
        except InvalidToken:
            unread += 1
    return done, unread


def renew_text(secret: str) -> str:
    return renew(secret.encode()).decode()


def wrong_key() -> str:
    """What is wrong with the keys, or nothing."""
    try:
        _keys(tuple(settings.FIELD_KEYS))
    except ValueError as error:
        return f"FIELD_KEYS: {error}"
    return ""


@lru_cache(maxsize=4)
def _keys(keys):
    return MultiFernet([Fernet(key) for key in keys])
