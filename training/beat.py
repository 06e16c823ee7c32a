"""The clock of production. Any number of beats may run: one gives out work, and another takes over when that one falls silent.
What ran last is kept beside the claim in Redis, so that a new beat goes on where the old one was; no beat needs a file."""

import logging
import uuid

from celery.beat import Scheduler
from django.core.cache import cache

from home.health import CLOCK, CLOCK_SILENT_AFTER, answers_broker

logger = logging.getLogger(__name__)

LAST = "beat.last"
LOOK_EVERY = 5  # seconds


class OneAtATime(Scheduler):
    holds = False

    def __init__(self, *args, **kwargs):
        self.me = uuid.uuid4().hex
        super().__init__(*args, **kwargs)

    def tick(self, *args, **kwargs):
        """Seconds until it wants to be asked again. While the broker is away nothing is given out, so nothing passes for done."""
        if not self._has_claim():
            return LOOK_EVERY
        return min(super().tick(*args, **kwargs), LOOK_EVERY)

    def reserve(self, entry):
        following = super().reserve(entry)
        cache.set(LAST, {name: known.last_run_at for name, known in self.schedule.items()}, timeout=None)
        return following

    def _has_claim(self):
        held, self.holds = self.holds, answers_broker() and self._claims()
        if self.holds:
            cache.touch(CLOCK, CLOCK_SILENT_AFTER)
        if self.holds and not held:
            self._go_on()
        return self.holds

    def _claims(self):
        return cache.add(CLOCK, self.me, CLOCK_SILENT_AFTER) or cache.get(CLOCK) == self.me

    def close(self):
        """The next one need not wait until this one counts as silent."""
        if self.holds:
            cache.delete(CLOCK)
        super().close()

    def _go_on(self):
        """Where whoever had the claim before left off."""
        logger.info("This beat gives out the work from now on.")
        for name, ran_at in (cache.get(LAST) or {}).items():
            if name in self.schedule:
                self.schedule[name].last_run_at = ran_at
        self._heap = None
