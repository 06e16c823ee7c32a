"""Exactly one, whatever dies. Small in every run; `./run chaos` makes 1,000 awards and kills the workers 50 times."""

import time
from statistics import median

import pytest

from certificates import tasks
from certificates.models import Certificate, CertificateDocument
from scripts.processes import Family
from tests.certificates.chaos import AWARDS, KILLS, World, award, kill_again_and_again, wrong
from tests.curriculum import build_course, build_module, build_person, enrol
from tests.taking import complete, sit
from training.celery import app

pytestmark = [pytest.mark.services, pytest.mark.django_db(transaction=True)]
PASSES = 3 + AWARDS // 50
RETURN = 60  # seconds in which everything must be there after the broker is back


@pytest.fixture
def world(services, settings, tmp_path):
    before = app.conf.broker_url
    with Family() as family:
        yield World(family, services, settings, tmp_path)
    app.conf.update(broker_url=before)
    app._after_fork()
    app._away_until = 0


def seconds_of_each_pass():
    """How long each learner waited for the answer that says that they passed."""
    module = build_module()
    course = build_course(module)
    taken = []
    for n in range(PASSES):
        learner = build_person(f"Ada Larch {n}")
        enrol(learner, course)
        complete(learner, *module.live_lessons())
        started = time.monotonic()
        sit(learner, module)
        taken.append(time.monotonic() - started)
    return taken


def all_is_well(world, seconds=RETURN):
    assert world.settle(seconds), "certificates without a document"
    assert wrong(world.media) == []
    return True


def test_the_broker_is_down_while_learners_pass(world):
    world.start_workers()
    world.kill("redis")
    assert median(seconds_of_each_pass()) < 2  # with the whole paper; on a busy machine one may wait for its turn
    world.start_redis()
    assert all_is_well(world)


def test_the_broker_is_frozen_while_learners_pass(world):
    world.start_workers()
    world.freeze("redis")
    assert max(seconds_of_each_pass()) < 4
    world.thaw("redis")
    assert all_is_well(world)


def test_the_broker_is_emptied_while_learners_pass(world):
    seconds_of_each_pass()
    assert tasks.waiting() > 0
    world.flush()
    assert tasks.waiting() == 0
    world.start_workers()
    assert all_is_well(world)


def test_the_workers_are_killed_again_and_again(world):
    award(AWARDS)
    kill_again_and_again(world, KILLS)
    world.start_workers()
    assert all_is_well(world, seconds=90 + AWARDS)
    assert Certificate.objects.count() == CertificateDocument.objects.count() == AWARDS


def test_without_the_sweep_an_emptied_broker_loses_them(world, monkeypatch):
    """Or else the tests above would prove nothing."""
    award(3)
    world.flush()
    world.start_workers()
    monkeypatch.setattr(tasks, "sweep", lambda: None)
    assert not world.settle(8)


def test_storage_that_is_away_is_seen_and_everything_is_there_when_it_is_back(world, eventually):
    world.media.rmdir()
    world.media.touch()  # where a folder should be there is none
    award(3)
    world.start_workers()
    assert eventually(lambda: world.settle(0) or not Certificate.objects.filter(render_problem="").exists(), seconds=60)
    assert all("Error" in problem for problem in Certificate.objects.values_list("render_problem", flat=True))
    assert not CertificateDocument.objects.exists()
    world.media.unlink()
    world.media.mkdir()
    assert all_is_well(world)
