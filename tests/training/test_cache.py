"""Redis may go at any moment: nobody's page needs it, and limits go on counting."""

import time

import pytest
from allauth.core.internal import ratelimit
from django.core.cache.backends.base import BaseCache
from django.core.cache.backends.redis import RedisCache
from redis.exceptions import ConnectionError, TimeoutError

from training import cache
from training.cache import EVERY_WAY, Cache


@pytest.fixture
def store(monkeypatch):
    """A cache whose Redis is not there."""
    monkeypatch.setattr(Cache, "away_until", 0.0)
    found = Cache("redis://127.0.0.1:1/0", {})
    found.memory.clear()
    return found


def test_every_question_is_answered_from_memory(store):
    assert store.get("a", "nothing") == "nothing"
    store.set("a", 1, 60)
    assert store.incr("a") == 2
    assert store.get_many(["a", "b"]) == {"a": 2}
    assert [store.add("b", "mine"), store.add("b", "yours")] == [True, False]
    assert [store.has_key("b"), store.touch("b", 60), store.touch("e", 60)] == [True, True, False]
    assert store.get_or_set("c", lambda: 3) == 3
    store.delete("a")
    store.set_many({"d": 4})
    store.delete_many(["b", "c"])
    assert [store.get(key) for key in "abcd"] == [None, None, None, 4]


def test_it_is_asked_once_and_then_left_alone_for_a_while(store, monkeypatch):
    asked = []

    def frozen(self, *args, **kwargs):
        asked.append(time.monotonic())
        raise TimeoutError

    monkeypatch.setattr(RedisCache, "get", frozen)
    monkeypatch.setattr(Cache, "get", cache._either("get"))
    for _ in range(20):
        store.get("a")
    assert len(asked) == 1


def test_it_is_asked_again_after_that(store, monkeypatch):
    store.get("a")
    monkeypatch.setattr(Cache, "away_until", time.monotonic() - 1)
    monkeypatch.setattr(RedisCache, "get", lambda self, *args: "from Redis")
    monkeypatch.setattr(Cache, "get", cache._either("get"))
    assert store.get("a") == "from Redis"


def test_no_way_into_redis_is_left_unguarded():
    """A method of Django's that reaches Redis, and that a newer Django may add, would break pages."""
    own = {name for name, value in vars(RedisCache).items() if callable(value) and not name.startswith("_")}
    assert own - {"get_backend_timeout"} <= set(EVERY_WAY)
    assert own & set(dir(BaseCache))


def test_a_limit_goes_on_counting(store, monkeypatch, rf):
    monkeypatch.setattr(ratelimit, "cache", store)
    ask = rf.post("/sign-in/")
    rate = {"asking": "3/10m/key"}
    allowed = [bool(ratelimit.consume(ask, app="", action="asking", config=rate, key="k")) for _ in range(5)]
    assert allowed == [True, True, True, False, False]


def test_what_is_refused_for_another_reason_is_not_hidden(store):
    with pytest.raises(ConnectionError):
        RedisCache.get(store, "a")
    with pytest.raises(ValueError):
        store.incr("nothing")
