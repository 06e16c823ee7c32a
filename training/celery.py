"""The Celery application. Tasks only speed up what a row in the database already promises."""

import os
import time
from logging.config import dictConfig

from celery import Celery
from celery.signals import setup_logging, task_postrun, task_prerun, worker_init
from django.conf import settings
from kombu.exceptions import OperationalError

from .logs import begin_task, end_task
from .starting import refuse_unsound

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "training.settings.production")

AWAY_FOR = 5  # seconds


class Impatient(Celery):
    """When the broker did not answer, nobody waits for it again for some seconds: a learner with three certificates and a
    message waits once, not four times. The rows are the outbox, and the sweeps come back to them."""

    _away_until = 0.0

    def send_task(self, *args, **kwargs):
        if time.monotonic() < self._away_until:
            raise OperationalError("The broker did not answer a moment ago.")
        try:
            return super().send_task(*args, **kwargs)
        except OperationalError:
            self._away_until = time.monotonic() + AWAY_FOR
            raise


app = Impatient("training")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
worker_init.connect(refuse_unsound, weak=False)
setup_logging.connect(
    lambda **_: dictConfig(settings.LOGGING), weak=False
)  # in place of Celery's own, whatever its --loglevel
task_prerun.connect(begin_task, weak=False)
task_postrun.connect(end_task, weak=False)
