"""The cache of production: Redis, and while that is away the memory of this process. No page needs Redis then, and limits go on
counting, in each process for itself."""

import logging
import time

from django.core.cache.backends.locmem import LocMemCache
from django.core.cache.backends.redis import RedisCache
from redis.exceptions import RedisError

logger = logging.getLogger(__name__)

AWAY_FOR = (
    5  # seconds in which nobody asks again: of a frozen Redis one reader feels the second that it takes, not every one
)
ENTRIES = 20_000
EVERY_WAY = "add", "get", "set", "touch", "delete", "get_many", "set_many", "delete_many", "has_key", "incr", "clear"


class Cache(RedisCache):
    away_until = 0.0  # of the process: each thread has a cache of its own

    def __init__(self, server, params):
        super().__init__(server, params)
        self.memory = LocMemCache("while Redis is away", {**params, "OPTIONS": {"MAX_ENTRIES": ENTRIES}})


def _either(name):
    asked, remembered = getattr(RedisCache, name), getattr(LocMemCache, name)

    def way(self, *args, **kwargs):
        if time.monotonic() >= Cache.away_until:
            try:
                return asked(self, *args, **kwargs)
            except RedisError as error:
                Cache.away_until = time.monotonic() + AWAY_FOR
                logger.warning("Redis did not answer: %s", type(error).__name__)
        return remembered(self.memory, *args, **kwargs)

    return way


for name in EVERY_WAY:
    setattr(Cache, name, _either(name))
