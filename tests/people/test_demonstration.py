"""Invented people, in invented organisations, and never in production."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from coordination.models import DownloadRight
from coordination.permissions import can_export
from organisations.matching import match
from organisations.models import Organisation
from people import checks, demonstration
from people.models import User
from people.permissions import ADMINISTRATORS, duties, is_coordinator_of
from tests.cast import JOINED_AT


@pytest.fixture
def demo(db, settings):
    settings.DEMONSTRATION = True
    demonstration.make(at=JOINED_AT)


def test_there_is_somebody_for_every_duty(demo):
    found = {duty for person in User.objects.all() for duty in duties(person)}
    assert found == {"Authors", "Publishers", "Analysts", "Administrators", "Feedback moderators", "coordinator"}
    assert is_coordinator_of(
        User.objects.get(email__startswith="coordinator"), Organisation.objects.get(slug="exampleton")
    )


def test_everybody_and_everything_is_marked_as_invented(demo):
    assert not User.objects.filter(is_demonstration=False).exists()
    assert not Organisation.objects.real().exists()
    assert all("(fictional)" in name for name in Organisation.objects.values_list("name", flat=True))


def test_made_twice_they_are_the_same(demo):
    before = User.objects.count()
    demonstration.make(at=JOINED_AT)
    assert User.objects.count() == before


def test_demonstration_domains_match_too(demo):
    assert match("new@exampleton.example", JOINED_AT.date()).organisation.slug == "exampleton"
    assert len(match("new@shared.example", JOINED_AT.date()).organisations) == 2


def test_the_command_lists_them(db, settings, capsys):
    settings.DEMONSTRATION = True
    call_command("load_demo")
    assert "learner@exampleton.example" in capsys.readouterr().out


def test_its_coordinator_may_take_the_file_of_people_and_the_administrator_gave_that(db, settings):
    settings.DEMONSTRATION = True
    for _ in range(2):
        call_command("load_demo", stdout=StringIO())
    right = DownloadRight.objects.get()
    coordinator = User.objects.get(email=demonstration.COORDINATOR)
    assert can_export(coordinator, Organisation.objects.get(slug="exampleton"))
    assert right.given_by == User.objects.get(email=demonstration.ADMINISTRATOR).pk


def test_the_command_refuses_where_demonstrations_are_off(db, settings):
    settings.DEMONSTRATION = False
    with pytest.raises(CommandError, match="DEMONSTRATION"):
        call_command("load_demo")


def test_production_refuses_invented_people(demo, settings):
    settings.DEMONSTRATION = settings.DEVELOPMENT = False
    (found,) = checks.no_invented_people_in_production(None, databases=["default"])
    assert found.id == "people.E001"


def test_production_takes_real_ones(learner, settings):
    settings.DEMONSTRATION = settings.DEVELOPMENT = False
    assert checks.no_invented_people_in_production(None, databases=["default"]) == []


def test_the_first_administrator_is_appointed_on_the_command_line(db, capsys):
    call_command("appoint", "first@programme.gov.uk", ADMINISTRATORS)
    assert duties(User.objects.get()) == {ADMINISTRATORS}


@pytest.mark.parametrize("arguments", [("nonsense", ADMINISTRATORS), ("first@programme.gov.uk", "Kings")])
def test_a_wrong_appointment_is_refused(db, arguments):
    with pytest.raises(CommandError):
        call_command("appoint", *arguments)
