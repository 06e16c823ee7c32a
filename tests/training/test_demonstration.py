"""The invented history: possible, equal to every recount, of fictional organisations alone, and made once."""

from datetime import timedelta
from io import StringIO

import pytest
from django.apps import apps
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import TaskState

from certificates.models import Certificate
from coordination import overview
from declaration.audiences import AUDIENCE_CODES
from feedback.models import Remark, State
from home import health
from mail.models import Message
from organisations import demonstration as organisations
from organisations.models import Organisation
from people import crowd
from people import demonstration as people
from people.models import Membership, User
from progress import reminders
from progress.models import Confidence, Enrolment, LogEntry, ModuleRecord
from reports import aggregates
from reports.models import Count, Release
from tests.curriculum import build_course, build_module
from training.management.commands import load_demo

# A crowd of some dozens, where the product has hundreds; the rules are the same.
FEW = """\
slug,name,short_name,kind,tier,region_code,region,combined_authority,domains,people,sends
exampleton,Exampleton (fictional),Exampleton,unitary,single,E12000009,South West,,exampleton.example,14,senior_manager 2|councillor 1
fictionshire,Fictionshire (fictional),Fictionshire,county,upper,E12000009,South West,,fictionshire.example,9,councillor 1
inventham,Inventham (fictional),Inventham,metropolitan,single,E12000002,North West,,inventham.example,4,senior_manager 1
"""
CODES = {"m01": "p1", "m02": "p1", "m14": "p4"}


@pytest.fixture
def curriculum(db, settings, tmp_path, monkeypatch):
    settings.DEMONSTRATION = True
    monkeypatch.setattr(organisations, "FILE", tmp_path / "few.csv")
    monkeypatch.setattr(load_demo, "GOES_BACK", timedelta(days=130))
    organisations.FILE.write_text(FEW)
    modules = [build_module(lessons=2, principle=p, code=code) for code, p in CODES.items()]
    build_course(*modules, audiences=list(AUDIENCE_CODES), title="For everybody", awards_certificate=True)


@pytest.fixture
def history(curriculum):
    load()


def load(*options):
    call_command("load_demo", *options, stdout=StringIO())


def named(email):
    return User.objects.get(email=email)


def of_crowd(model):
    return model.objects.filter(learner__emailaddress=None)


def rows():
    """{model: how many}, of everything that the product keeps."""
    return {model._meta.label: model.objects.count() for model in apps.get_models()}


def test_every_record_and_every_figure_is_what_a_recount_gives(history):
    assert of_crowd(ModuleRecord).filter(completed_at=None).exists()
    assert of_crowd(Enrolment).completed().exists()
    assert {*of_crowd(Confidence).values_list("moment", flat=True)} >= {"before", "after"}
    call_command("check_progress", stdout=StringIO())
    call_command("check_figures", stdout=StringIO())
    assert Certificate.objects.filter(kind="module").count() == ModuleRecord.objects.completed().count()
    assert {*of_crowd(Certificate).values_list("kind", flat=True)} == {"module", "principle", "course"}
    assert not Certificate.objects.filter(is_specimen=False).exists()


def test_made_again_it_changes_nothing_and_keeps_what_testers_did(history):
    LogEntry.objects.all().delete()
    Remark.objects.update(state=State.HELD_BACK)
    before = rows()
    load()
    assert rows() == before
    assert not Remark.objects.exclude(state=State.HELD_BACK).exists()


def test_nothing_is_said_of_a_real_organisation_and_outside_a_demonstration_nothing_is_counted(curriculum, settings):
    Organisation.objects.create(slug="real", name="Real Council", short_name="Real", kind="unitary")
    load()
    for model in (Membership, Enrolment, Certificate):
        assert not model.objects.filter(organisation__is_fictional=False).exists()
    assert not User.objects.filter(is_demonstration=False).exists()
    settings.DEMONSTRATION = False
    aggregates.refresh(at=timezone.now())
    assert not Count.objects.exists()


def test_the_crowd_cannot_sign_in_and_nobody_writes_to_it_or_waits_for_its_documents(history):
    crowd_of, now = User.objects.filter(emailaddress=None), timezone.now()
    assert crowd_of.count() == 27
    assert not crowd_of.filter(is_active=True).exists()
    assert not Message.objects.due(now).exists()  # nor is anything old sent to the others
    reminders.welcome(at=now)
    reminders.remind(at=now)
    assert not Message.objects.exclude(state="sent").filter(person__in=crowd_of.values("pk")).exists()
    assert not Certificate.objects.due(now).exists()
    assert {*Certificate.objects.exclude(documents=None).values_list("learner__is_active", flat=True)} == {True}
    assert not health.report(now)["oldest_due_seconds"]


def test_each_of_those_whom_one_can_sign_in_as_finds_something(history):
    lena, publisher, today = named(people.LEARNER), named(people.PUBLISHER), timezone.localdate()
    assert lena.certificates.count() == ModuleRecord.objects.completed().filter(learner=lena).count() == 1
    assert ModuleRecord.objects.in_progress().filter(learner=lena).count() == 2
    exampleton = Organisation.objects.get(slug="exampleton")
    colleagues = overview.lines(named(people.COORDINATOR), exampleton, today)
    assert {line.state for line in colleagues} == set(overview.State)
    assert any(line.overdue for line in colleagues)
    assert Membership.objects.pending().at(exampleton).exists()
    assert {*Remark.objects.values_list("state", flat=True)} == {State.RECEIVED, State.PASSED_ON}
    assert TaskState.objects.reviewable_by(publisher).exists()


def test_the_last_months_figures_are_published_and_every_step_was_in_order(history, client):
    release = Release.objects.published().get()
    steps = (release.snapshot.as_at, release.previewed_at, release.approved_at, release.published_at, timezone.now())
    assert list(steps) == sorted(steps)
    assert f"{release.month:%B %Y}" in client.get("/published-figures/").content.decode()


def test_people_alone_are_made_where_that_is_asked_for(curriculum):
    load("--people-only")
    assert User.objects.count() == len(people.PEOPLE)
    assert not Enrolment.objects.exists()


def test_the_same_crowd_comes_each_time(curriculum):
    now = timezone.now()
    places = organisations.make(at=now)
    first, again = (serving(places, now) for _ in range(2))
    assert first == again


def serving(places, now):
    found = [(one.user.name, one.starts_on) for one in crowd.make(places=places, since=now - timedelta(300), at=now)]
    Membership.objects.all().delete()
    User.objects.all().delete()
    return found
