"""Whatever a field of a certificate holds is text: it is printed, and nothing that it names is read."""

import pytest

from certificates import document
from tests.certificates.conftest import imagined
from tests.paper.conftest import SECRET, listener, secret

__all__ = ["listener", "secret"]
FIELDS = ("name", "organisation_name", "title", "edition", "issuer", "code")


def planted(address):
    """What an attacker would write into a name, a title or an organisation."""
    return (
        f'<img src="{address}"><link rel="stylesheet" href="{address}"><link rel="attachment" href="{address}">'
        f"<style>@import url({address}); body {{ background: url({address}) }}</style>"
        f'<object data="{address}"></object><svg><image href="{address}"/><use href="{address}#x"/></svg>'
    )


@pytest.mark.parametrize("field", FIELDS)
def test_an_address_planted_in_a_field_is_text(field, listener, secret):
    address, calls = listener
    for target in (address, secret):
        pdf = document.render(imagined(**{field: planted(target)[:250]}))
        assert SECRET.encode() not in pdf
    assert calls == []


def test_an_address_planted_in_a_list_is_text(listener):
    address, calls = listener
    document.render(imagined(outcomes=[planted(address)[:250]], modules=[planted(address)[:250]]))
    assert calls == []
