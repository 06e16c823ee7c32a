"""One person with a marker in everything that the product holds about a person, and how to look for markers everywhere."""

import re
import shutil
import subprocess
from contextlib import closing
from datetime import timedelta
from uuid import uuid4

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.core.files.storage import default_storage
from django.db import connection
from django.utils import timezone

from assessment.actions import answer_activity, answer_check
from certificates import batches
from certificates.models import Certificate
from certificates.rendering import render
from coordination import actions as coordination
from coordination import cohorts, files, tasks
from coordination.reading import Row
from declaration.principles import PRINCIPLES
from feedback.actions import answer_survey, send
from feedback.models import Kind
from feedback.places import Place
from mail import recipients
from mail.actions import queue
from people import actions, returning
from people.models import Standing
from people.permissions import ANALYSTS
from progress import confidence, learning_log, pathways
from reports import releases, subscriptions
from reports.models import Every
from tests.activities import name as block_id
from tests.cast import make_person
from tests.curriculum import enrol
from tests.taking import complete, sit

MARKER = "quillfeather"
NAME = "Quillfeather Jones"
FIRST, SECOND = "quillfeather@testham.gov.uk", "quillfeather.home@post.example"
UNCONFIRMED = "quillfeather.old@council.example"
AGENT, NETWORK = "quillfeather-browser/1.0", "198.51.100.77"


def plant(council, course, coordinator, draft, at):
    """The person, who learns, tells, coordinates elsewhere and works with figures; each row made by the product's own action."""
    person = make_person(FIRST, NAME, council=council, at=at)
    signing_in(person, at)
    learning(person, course, at)
    telling(person, course, at)
    being_invited(person, council, course, coordinator, at)
    duties(person, council, draft, at)
    return person


def signing_in(person, at):
    EmailAddress.objects.create(user=person, email=SECOND, verified=True)
    second_factor(person)
    SocialAccount.objects.create(user=person, provider="elmet", uid=MARKER, extra_data={"name": NAME})
    returning.ask(user=person, email=SECOND, at=at)
    membership = actions.serve_also(
        user=person, organisation=None, audience="senior_manager", standing=Standing.PENDING, at=at
    )
    membership.stated_organisation, membership.reason = f"{MARKER} parish", f"As {NAME} says"
    membership.save()


def second_factor(person):
    Authenticator.objects.create(user=person, type=Authenticator.Type.TOTP, data={"secret": MARKER})


def learning(person, course, at):
    enrol(person, course, at=at)
    module = course.places.get().module
    lesson, by = module.live_lessons().first(), {"learner": person, "at": at}
    complete(person, *module.live_lessons(), at=at)
    sit(person, module, at=at)
    (block,) = [block for block in lesson.body if block.block_type == "knowledge_check"]
    answer_check(lesson=lesson, module=module, block=block, answer=block_id("option-1"), **by)
    (block,) = [block for block in lesson.body if block.block_type == "self_assessment"]
    answer_activity(lesson=lesson, block=block, answer={"note": MARKER}, **by)
    learning_log.write_entry(lesson=lesson, block_id=block_id("reflection"), text=f"I, {NAME}, think", **by)
    learning_log.write_next_step(module=module, block_id=block_id("next_step"), text=f"{NAME} asks", by=None, **by)
    confidence.give(moment="before", points={PRINCIPLES[1].code: 2}, **by)
    pathways.make_plan(interests=["p1"], minutes_a_week=20, **by)
    for certificate in Certificate.objects.filter(learner=person):
        render(certificate, at=at)


def telling(person, course, at):
    module = course.places.get().module
    place = Place(title=module.title, page=module)
    points = {"useful": 5, "clear": 4, "will_act": 3}
    answer_survey(
        learner=person, place=place, key=uuid4(), points=points, text=f"{NAME} liked it", module=module, at=at
    )
    send(key=uuid4(), kind=Kind.PROBLEM, place=place, text=f"Write to {FIRST}", author=person, at=at)


def being_invited(person, council, course, coordinator, at):
    by = {"by": coordinator, "at": at}
    cohort = cohorts.make(organisation=council, name="Cabinet", course=course, starts_on=None, due_on=None, **by)
    cohorts.add(cohort=cohort, people=[person], **by)
    rows = [Row(1, UNCONFIRMED, NAME)]  # before it was theirs
    coordination.invite(organisation=council, rows=rows, cohort=None, **by)
    EmailAddress.objects.create(user=person, email=UNCONFIRMED, verified=True)
    queue(key=f"hello:{person.pk}", template="welcome", to=FIRST, context={}, person=person.pk, at=at)
    recipients.unsubscribe(person=person.pk, at=at)
    recipients.unsubscribe(address=SECOND, at=at)
    batches.award_to(learners=[person], subject="course", title=course.title, reason="Asked for", **by)


def duties(person, council, draft, at):
    """What somebody with duties leaves: files of people, releases, batches. Another administrator gave them."""
    ada = make_person("ada@programme.gov.uk", "Ada Administrator", group="Administrators", at=at)
    grant = actions.appoint_coordinator(user=person, organisation=council, by=ada, at=at)
    files.give_right(grant=grant, by=ada, at=at)
    for kind in ("csv", "ods"):
        files.ask(organisation=council, kind=kind, chosen={}, by=person, at=at)
    tasks.sweep()
    actions.appoint(user=person, group=ANALYSTS, by=ada, at=at)
    subscriptions.subscribe(person=person, every=Every.WEEK, at=at, table="regions")
    releases.open_preview(release=draft, by=ada, at=at)
    releases.pass_preview(release=draft, by=ada, at=at)
    releases.open_preview(release=draft, by=person, at=at)
    releases.approve(release=draft, day=releases.next_day(timezone.localdate(at) + timedelta(days=7)), by=person, at=at)
    batches.print_anew(reason="A new design", by=person, at=at)


def rows_about(model, person):
    """Of one model: the rows that say the marker or the person's id."""
    wanted = re.compile(f"{MARKER}|{person.pk}|{person.pk.hex}", re.IGNORECASE)
    return [row for row in model._base_manager.values_list() if wanted.search(str([_plain(value) for value in row]))]


def _plain(value):
    return bytes(value).decode("latin-1") if isinstance(value, bytes | memoryview) else value


def tables_with_markers():
    """{table: columns} wherever a value says a marker, in clear or in bytes."""
    found = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608
            names = [column[0] for column in cursor.description]
            for row in cursor.fetchall():
                said = {name for name, value in zip(names, row, strict=True) if says(str(_plain(value)))}
                if said:
                    found[table] = found.get(table, set()) | said
    return found


def says(text):
    """In clear, or in bytes as a dump writes them; without its first letter, of which both cases are planted."""
    return bool(re.search(f"{MARKER}|{NETWORK}|{MARKER[1:].encode().hex()}", text, re.IGNORECASE))


def dump():
    """The whole database as text, as a backup would hold it."""
    if connection.vendor == "sqlite":
        return "\n".join(connection.connection.iterdump())
    named = connection.settings_dict
    url = "postgresql://{USER}:{PASSWORD}@{HOST}:{PORT}/{NAME}".format(**named)
    command = [shutil.which("pg_dump"), "--dbname", url]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def stored(folder=""):
    """{path: bytes} of every file of the storage."""
    folders, names = default_storage.listdir(folder)
    found = {f"{folder}/{name}".lstrip("/"): _read(f"{folder}/{name}".lstrip("/")) for name in names}
    for below in folders:
        found |= stored(f"{folder}/{below}".lstrip("/"))
    return found


def _read(path):
    with closing(default_storage.open(path)) as file:
        return file.read()


def sessions():
    return [str(session.get_decoded()) for session in Session.objects.all()]


def cached():
    return str(vars(cache).get("_cache", {}))
