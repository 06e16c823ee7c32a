"""Where groups of Celery workers are born: it loads the product once, and forks a group for each line that it reads.

A group is a session of its own, with everything that it starts, so that one signal ends it all. Answers with its process id.
"""

import os
import signal
import sys

import django

from scripts.processes import die_with_parent
from training.celery import app

COMMAND = ["worker", "--concurrency", "2", "--loglevel", "WARNING", "--without-gossip", "--without-mingle"]


def main(lines):
    django.setup()
    app.loader.import_default_modules()
    for _ in lines:
        child = os.fork()
        if child == 0:
            work()
        sys.stdout.write(f"{child}\n")
        sys.stdout.flush()
        reap()


def work():
    os.setsid()
    die_with_parent()
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.dup2(2, 1)
    app.worker_main(COMMAND)
    os._exit(0)


def reap():
    """Of the groups that were killed before this one was born."""
    while os.waitpid(-1, os.WNOHANG) != (0, 0):
        pass


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    main(sys.stdin)
