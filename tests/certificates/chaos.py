"""A world in which things die: a Redis and a group of Celery workers of the test's own, which it may freeze, empty and kill."""

import os
import random
import signal
import subprocess
import sys
import time
from io import BytesIO
from pathlib import Path

from django.db import connection
from kombu.exceptions import OperationalError
from pypdf import PdfReader
from redis import Redis
from redis.exceptions import RedisError

from certificates import actions, tasks
from certificates.facts import Facts
from certificates.models import Certificate, CertificateDocument, Kind
from scripts import testservers
from scripts.places import PYTHON, ROOT
from tests.curriculum import AT, build_person
from training.celery import app

SIZE = os.environ.get("CHAOS", "12x2")  # awards x kills; ./run chaos says 1000x50
AWARDS, KILLS = (int(number) for number in SIZE.split("x"))
BEAT = 2  # seconds between two sweeps: what beat does every 20


class World:
    """`media` is where the workers keep files; `family` stops whatever is left at the end."""

    def __init__(self, family, services, settings, folder: Path):
        self.family, self.folder, self.media = family, folder, folder / "media"
        self.port = testservers.free_port()
        self.broker = f"redis://127.0.0.1:{self.port}/0"
        settings.REDIS_URL = self.broker
        app.conf.update(broker_url=self.broker, task_always_eager=False)
        app._after_fork()
        self.database = services.postgres.rsplit("/", 1)[0] + "/" + connection.settings_dict["NAME"]
        self.media.mkdir()
        self.nursery = self.group = None
        self.start_redis()

    def start_redis(self):
        quiet = ["--save", "", "--appendonly", "no", "--bind", "127.0.0.1", "--dir", self.folder]
        self.family.start("redis", ["redis-server", "--port", str(self.port), *quiet], log=self.folder / "redis.log")
        assert self.family.wait_until(lambda: testservers.listening(self.port))
        app._away_until = 0

    def start_workers(self):
        """A group of two. The first waits until the product is loaded; the next ones are there at once."""
        if self.nursery is None:
            environment = os.environ | {
                "DATABASE_URL": self.database, "REDIS_URL": self.broker, "CHAOS_MEDIA": str(self.media),
                "DJANGO_SETTINGS_MODULE": "tests.certificates.chaos_settings",
            }  # fmt: skip
            command = [PYTHON, "-m", "tests.certificates.nursery"]
            with (self.folder / "workers.log").open("ab") as log:
                self.nursery = subprocess.Popen(
                    command,
                    cwd=ROOT,
                    env=environment,
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=log,
                    text=True,
                )
        self.nursery.stdin.write("\n")
        self.nursery.stdin.flush()
        self.group = int(self.nursery.stdout.readline())

    def kill_workers(self):
        """With everything that they started."""
        if self.group:
            os.killpg(self.group, signal.SIGKILL)
        self.group = None

    def stop(self):
        self.kill_workers()
        if self.nursery:
            self.nursery.communicate()

    def kill_redis(self):
        process, _ = self.family.members.pop("redis")
        process.kill()
        process.wait()

    def freeze_redis(self, how=signal.SIGSTOP):
        self.family.members["redis"][0].send_signal(how)

    def thaw_redis(self):
        self.freeze_redis(signal.SIGCONT)

    def flush(self):
        Redis.from_url(self.broker).flushall()

    def settle(self, seconds) -> bool:
        """Sweeps as beat would, until nothing is due any more. Whether that was so in this time."""
        end = time.monotonic() + seconds
        while Certificate.objects.current().without_document().exists():
            if time.monotonic() > end:
                return False
            beat()
            time.sleep(BEAT)
        return True


def tell(words):
    """For whoever waits at `./run chaos`; other runs of the tests keep it to themselves."""
    sys.__stdout__.write(f"\n    {words}")
    sys.__stdout__.flush()


def beat():
    try:
        tasks.sweep()
    except (OperationalError, RedisError, OSError):
        app._after_fork()  # the broker is away; the next beat tries again


def award(number):
    """So many awards, each to somebody new and in a transaction of its own, as passes write them."""
    for n in range(number):
        person = build_person(f"Learner {n}")
        actions.issue(learner=person, facts=FACTS, membership=person.memberships.get(), at=AT)


def wrong(media: Path) -> list[str]:
    """What is not as it should be: every current certificate has one whole document that leads to itself, and no file has none."""
    named = {media / name for name in CertificateDocument.objects.values_list("file", flat=True)}
    found = [f"{path} belongs to no document" for path in media.rglob("*.pdf") if path not in named]
    for certificate in Certificate.objects.current():
        documents = list(certificate.documents.all())
        if len(documents) != 1:
            found.append(f"{certificate.code} has {len(documents)} documents")
        elif leads_to(media / documents[0].file.name) != certificate.verification_url:
            found.append(f"{certificate.code} has a document that leads elsewhere")
    return found


def leads_to(path: Path) -> str:
    pdf = PdfReader(BytesIO(path.read_bytes()))
    return pdf.pages[0]["/Annots"][0].get_object()["/A"]["/URI"]


def kill_again_and_again(world, times) -> int:
    """Each life is long enough to begin something, and ends in the middle of it. Returns how many there were."""
    pause = AWARDS / KILLS / 40  # two workers make about forty documents in a second
    for number in range(1, times + 1):
        world.start_workers()
        before, end = CertificateDocument.objects.count(), time.monotonic() + 60
        while CertificateDocument.objects.count() == before and time.monotonic() < end:
            beat()
            time.sleep(0.1)
        time.sleep(random.uniform(0, pause))
        world.kill_workers()
        tell(f"life {number} of {times}: {CertificateDocument.objects.count()} of {AWARDS} documents")
        if not Certificate.objects.current().without_document().exists():
            break
    return number


FACTS = Facts(
    kind=Kind.MODULE,
    subject_key="00000000-0000-4000-8000-000000000001",
    title="A module that many complete",
    principles=["p1"],
    outcomes=["Say what a sweep is for", "Ask what happens when the queue is empty"],
    modules=[],
    minutes=60,
    by_assessment=False,
)
