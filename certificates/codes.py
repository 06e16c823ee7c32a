"""The public id of a certificate: 80 random bits that can be read out on the telephone and typed from paper."""

import secrets

# Crockford's 32 signs: I, L, O and U are left out, so that nothing looks like something else and nothing spells a word.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 16
LOOK_ALIKES = str.maketrans("ILOU", "110V")


def new_code() -> str:
    """XXXX-XXXX-XXXX-XXXX"""
    return _grouped("".join(secrets.choice(ALPHABET) for _ in range(LENGTH)))


def meant(typed: str) -> str | None:
    """The code that somebody meant, whatever the case, the spaces and the dashes; None for what cannot be one."""
    signs = "".join(sign for sign in typed[:80].upper() if sign.isalnum()).translate(LOOK_ALIKES)
    return _grouped(signs) if len(signs) == LENGTH and set(signs) <= set(ALPHABET) else None


def _grouped(signs):
    return "-".join(signs[start : start + 4] for start in range(0, LENGTH, 4))
