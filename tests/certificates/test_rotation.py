"""A signing key is replaced: new documents bear the new seal, earlier ones still verify, and a stranger's seal is nobody's."""

import pytest
from django.core.management import call_command

from certificates import document, keys, signature
from tests.certificates.conftest import imagined


@pytest.fixture
def use(settings, tmp_path):
    """Takes a pair of this name into use, made at its first use."""

    def use(name, former=()):
        if not (tmp_path / name).exists():
            call_command("make_signing_key", tmp_path / name, name=f"The Programme, {name}")
        settings.SIGNING_KEY_FILE = str(tmp_path / name / "key.pem")
        settings.SIGNING_CERTIFICATE_FILE = str(tmp_path / name / "certificate.pem")
        settings.SIGNING_FORMER_CERTIFICATE_FILES = [str(tmp_path / old / "certificate.pem") for old in former]
        keys.forget()

    yield use
    keys.forget()


@pytest.fixture(scope="module")
def pdf():
    return document.render(imagined())


def test_a_new_document_bears_the_new_seal_and_the_earlier_one_still_verifies(use, pdf):
    use("first")
    earlier, by_first = signature.sign(pdf)
    use("second", former=["first"])
    later, by_second = signature.sign(pdf)
    assert by_first != by_second
    assert signature.is_ours_and_whole(earlier)
    assert signature.is_ours_and_whole(later)


def test_a_former_seal_too_is_broken_by_one_byte(use, pdf):
    use("first")
    earlier = bytearray(signature.sign(pdf)[0])
    use("second", former=["first"])
    earlier[1000] ^= 1
    assert not signature.is_ours_and_whole(bytes(earlier))


def test_a_key_that_is_not_named_any_more_seals_nothing_of_ours(use, pdf):
    use("first")
    earlier = signature.sign(pdf)[0]
    use("second")
    assert not signature.is_ours_and_whole(earlier)


def test_sealing_again_and_again_never_seals_alike_and_always_well(use, pdf):
    use("first")
    sealed = {signature.sign(pdf)[0] for _ in range(8)}
    assert len(sealed) == 8
    assert all(signature.is_ours_and_whole(each) for each in sealed)
