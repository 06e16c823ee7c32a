"""Several at once: each in a thread of its own with a connection of its own, all let go at the same moment."""

import time
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event

from django.db import connection, transaction

LONG_ENOUGH = 0.4  # seconds in which whoever does not wait for a lock would be done


def at_once(*calls):
    """What each call returned, or the exception that it raised, in the order of the calls."""
    _widen_pool(len(calls) + 1)
    start = Barrier(len(calls))

    def one(call):
        try:
            connection.ensure_connection()
            start.wait(timeout=20)
            return call()
        except Exception as problem:
            return problem
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as threads:
        return list(threads.map(one, calls))


def overlapping(first, second):
    """Runs `second` while the transaction of `first` has done all its work and is not yet committed; returns both results."""
    done = Event()

    def held():
        with transaction.atomic():
            result = first()
            done.set()
            time.sleep(LONG_ENOUGH)
        return result

    def meanwhile():
        done.wait(timeout=20)
        return second()

    return at_once(held, meanwhile)


def _widen_pool(size):
    """Threads share one pool of connections, which by itself holds four."""
    options = connection.settings_dict["OPTIONS"]
    if options.get("pool") and options["pool"] != {"min_size": 1, "max_size": size}:
        connection.close()
        connection.close_pool()
        options["pool"] = {"min_size": 1, "max_size": size}
