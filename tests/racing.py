"""Several at once: each in a thread of its own with a connection of its own, all let go at the same moment."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from django.db import connection


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


def _widen_pool(size):
    """Threads share one pool of connections, which by itself holds four."""
    options = connection.settings_dict["OPTIONS"]
    if options.get("pool") and options["pool"] != {"min_size": 1, "max_size": size}:
        connection.close()
        connection.close_pool()
        options["pool"] = {"min_size": 1, "max_size": size}
