"""A disc that fills up in the middle of a file: no row, no half of a file left behind, and the next try is whole."""

import resource

import pytest
from django.core.files.storage import FileSystemStorage

from certificates import document, rendering
from certificates.models import CertificateDocument
from certificates.rendering import NotRendered, render
from tests.certificates.conftest import imagined
from tests.curriculum import AT, later

pytestmark = pytest.mark.django_db


@pytest.fixture
def disc(tmp_path, monkeypatch):
    """A folder as storage, and what stands in it."""
    storage = FileSystemStorage(tmp_path)
    monkeypatch.setattr(rendering, "default_storage", storage)
    monkeypatch.setattr(CertificateDocument._meta.get_field("file"), "storage", storage)
    return lambda: [path for path in tmp_path.rglob("*") if path.is_file()]


@pytest.fixture
def small():
    """No file of this process may grow beyond ten kilobytes; undone by the test itself, or at its end."""
    document.render(imagined())  # the press keeps files of its own, and is not what is tried here
    _, most = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, most))
    yield lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))


def test_nothing_is_left_of_a_file_that_did_not_fit_and_the_next_is_whole(certificate, disc, small):
    with pytest.raises(NotRendered):
        render(certificate, at=AT)
    assert disc() == []
    certificate.refresh_from_db()
    assert "File too large" in certificate.render_problem
    small()
    document = render(certificate, at=later(minutes=1))
    assert [path.stat().st_size for path in disc()] == [document.size]
