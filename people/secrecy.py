"""Encrypting what the database must not show in clear: second factors and private notes. Keys: settings.FIELD_KEYS, newest first."""

from functools import lru_cache

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings


def encrypt(clear: bytes) -> bytes:
    return _keys(tuple(settings.FIELD_KEYS)).encrypt(clear)


def decrypt(secret: bytes) -> bytes:
    """Raises cryptography.fernet.InvalidToken for what none of the keys has made, or what was changed since."""
    return _keys(tuple(settings.FIELD_KEYS)).decrypt(bytes(secret))


def renew(secret: bytes) -> bytes:
    """The same, encrypted with the newest key."""
    return _keys(tuple(settings.FIELD_KEYS)).rotate(bytes(secret))


@lru_cache(maxsize=4)
def _keys(keys):
    return MultiFernet([Fernet(key) for key in keys])
