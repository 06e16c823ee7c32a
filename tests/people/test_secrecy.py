"""What is encrypted is read with any of the keys, and written with the newest. No database."""

import pytest
from cryptography.fernet import Fernet, InvalidToken

from people import secrecy


def test_what_was_written_is_read(settings):
    secret = secrecy.encrypt("geheim £".encode())
    assert b"geheim" not in secret
    assert secrecy.decrypt(secret).decode() == "geheim £"


def test_keys_rotate(settings):
    old, new = Fernet.generate_key().decode(), Fernet.generate_key().decode()
    settings.FIELD_KEYS = [old]
    secret = secrecy.encrypt(b"note")
    settings.FIELD_KEYS = [new, old]
    renewed = secrecy.renew(secret)
    settings.FIELD_KEYS = [new]
    assert secrecy.decrypt(renewed) == b"note"
    with pytest.raises(InvalidToken):
        secrecy.decrypt(secret)


def test_what_was_changed_is_refused(settings):
    secret = bytearray(secrecy.encrypt(b"note"))
    secret[-5] ^= 1
    with pytest.raises(InvalidToken):
        secrecy.decrypt(bytes(secret))
