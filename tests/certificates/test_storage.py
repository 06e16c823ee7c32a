"""A disc that fills up in the middle of a file: no row, no half of a file left behind, and the next try is whole."""

import resource

import pytest
from django.core.files.storage import FileSystemStorage

from certificates import actions, document, shelf, tasks
from certificates.models import CertificateDocument
from certificates.rendering import NotRendered, render
from tests.certificates.conftest import imagined
from tests.curriculum import AT, later

pytestmark = pytest.mark.django_db


@pytest.fixture
def disc(tmp_path, monkeypatch):
    """A folder as storage, and what stands in it."""
    storage = FileSystemStorage(tmp_path)
    monkeypatch.setattr(shelf, "default_storage", storage)
    monkeypatch.setattr(CertificateDocument._meta.get_field("file"), "storage", storage)
    return lambda: [path for path in tmp_path.rglob("*") if path.is_file()]


def _away(name):
    raise OSError("The storage is away.")


class Killed(BaseException):
    """As SIGKILL, it lets nobody tidy up."""


@pytest.fixture
def killed_before_it_is_recorded(certificate, disc, monkeypatch):
    """A worker has stored a file, and died before the row was written."""

    def die(**fields):
        raise Killed

    with monkeypatch.context() as planted:
        planted.setattr(CertificateDocument.objects, "create", die)
        with pytest.raises(Killed):
            render(certificate, at=AT)
    assert len(disc()) == 1
    assert not CertificateDocument.objects.exists()


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


def test_what_a_killed_worker_stored_is_gone_when_the_next_one_has_stored(
    certificate, disc, killed_before_it_is_recorded
):
    document = render(certificate, at=later(days=40))
    assert [str(path).endswith(document.file.name) for path in disc()] == [True]


def test_what_a_killed_worker_stored_of_a_certificate_that_was_replaced_meanwhile_goes_too(
    certificate, disc, killed_before_it_is_recorded
):
    actions.reissue(certificate=certificate, by=certificate.learner, at=AT)
    tasks.render(certificate.pk)  # the broker gives the broken-off task to another worker
    assert disc() == []


def test_withdrawing_empties_the_shelf(
    certificate, disc, killed_before_it_is_recorded, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        actions.withdraw(certificate=certificate, at=AT)
    assert disc() == []


def test_a_file_withdrawn_while_the_storage_was_away_goes_on_another_day(
    certificate, disc, monkeypatch, time_machine, django_capture_on_commit_callbacks
):
    render(certificate, at=AT)
    with monkeypatch.context() as planted, django_capture_on_commit_callbacks(execute=True):
        planted.setattr(shelf.default_storage, "delete", _away)
        actions.withdraw(certificate=certificate, at=AT)
    assert len(disc()) == 1
    time_machine.move_to(later(days=1))
    tasks.daily()
    assert disc() == []
