"""With a real worker on a real Redis: asked for after the commit, swept up when lost, and no flood when the sweep runs often."""

import pytest

from certificates import tasks
from certificates.models import Certificate, CertificateDocument
from tests.curriculum import build_course, build_module, build_person, enrol
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


def test_a_broker_that_is_away_costs_a_learner_nothing_and_loses_nothing(settings):
    before = app.conf.broker_url
    settings.REDIS_URL = "redis://127.0.0.1:1/0"
    app.conf.update(broker_url=settings.REDIS_URL)
    app._after_fork()
    pass_a_module()
    app.conf.update(broker_url=before)
    app._after_fork()
    assert Certificate.objects.without_document().count() == 2
