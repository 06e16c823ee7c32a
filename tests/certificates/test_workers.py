"""With a real worker on a real Redis: asked for after the commit, swept up when lost, and no flood when the sweep runs often."""

import socket
import time

import pytest

from certificates import batches, tasks
from certificates.models import Certificate, CertificateDocument
from tests.certificates.chaos import award
from tests.curriculum import AT, build_course, build_module, build_person, enrol
from tests.taking import complete, sit
from training.celery import app

pytestmark = [pytest.mark.services, pytest.mark.django_db(transaction=True)]


def pass_a_module():
    module, learner = build_module(), build_person("Ada Larch")
    enrol(learner, build_course(module))
    complete(learner, *module.live_lessons())
    sit(learner, module)


def documents():
    return CertificateDocument.objects.count()


def test_a_pass_is_followed_by_its_documents(celery_worker, settings, eventually):
    settings.REDIS_URL = celery_worker.broker
    pass_a_module()
    assert eventually(lambda: documents() == Certificate.objects.count() > 0)


def test_what_the_broker_lost_is_swept_up(celery_worker, settings, eventually):
    settings.REDIS_URL = ""
    pass_a_module()
    assert documents() == 0
    settings.REDIS_URL = celery_worker.broker
    tasks.sweep()
    assert eventually(lambda: documents() == Certificate.objects.count() > 0)


def test_a_large_batch_does_not_hold_up_one_learner(celery_worker, settings, eventually):
    """One worker serves both queues, and comes to the single certificate before the batch is through."""
    settings.REDIS_URL = ""
    award(60)
    operator = build_person("Olga Operator")
    batch = batches.print_anew(reason="A new look", by=operator, at=AT)
    settings.REDIS_URL = celery_worker.broker
    tasks.work_through.delay(batch.pk)
    pass_a_module()
    single = Certificate.objects.exclude(pk__in=batch.items.values("certificate"))
    assert eventually(lambda: documents_of(single) == single.count() > 0, seconds=60)
    assert batches.progress(batch).due >= 10
    assert eventually(lambda: batches.progress(batch).due == 0, seconds=120)
    assert batches.progress(batch).failed == 0


def documents_of(certificates):
    return CertificateDocument.objects.filter(certificate__in=certificates).count()


@pytest.fixture
def broker_without_worker(services, settings):
    """A queue that nobody empties."""
    before = app.conf.broker_url
    settings.REDIS_URL = f"{services.redis}/15"
    app.conf.update(broker_url=settings.REDIS_URL)
    app._after_fork()  # forgets the connections to another test's broker
    yield
    with app.connection_for_write() as connection:
        app.amqp.queues["certificates"].bind(connection.default_channel).purge()
    app.conf.update(broker_url=before)
    app._after_fork()


def test_a_sweep_that_finds_work_in_the_queue_adds_nothing(broker_without_worker):
    pass_a_module()
    asked = tasks.waiting()
    assert asked == Certificate.objects.count()
    for _ in range(5):
        tasks.sweep()
    assert tasks.waiting() == asked


@pytest.fixture
def use_broker(settings):
    """Points this process at a broker, and back."""
    before = app.conf.broker_url

    def use(address):
        settings.REDIS_URL = address
        app.conf.update(broker_url=address)
        app._after_fork()
        app._away_until = 0

    yield use
    use(before)


def seconds_to_pass():
    """How long the submission took, that is told of as passed."""
    module, learner = build_module(), build_person("Ada Larch")
    enrol(learner, build_course(module))
    complete(learner, *module.live_lessons())
    started = time.monotonic()
    sit(learner, module)
    return time.monotonic() - started


def test_a_broker_that_is_away_costs_a_learner_nothing_and_loses_nothing(use_broker):
    use_broker("redis://127.0.0.1:1/0")
    assert seconds_to_pass() < 2
    assert Certificate.objects.without_document().count() == 2


def test_a_frozen_broker_costs_a_learner_one_short_wait(use_broker):
    with socket.create_server(("127.0.0.1", 0)) as frozen:  # takes the call and never says a word
        use_broker(f"redis://127.0.0.1:{frozen.getsockname()[1]}/0")
        assert seconds_to_pass() < 4
    assert Certificate.objects.without_document().count() == 2
