"""The real list loads whole, again without change, or not at all."""

import shutil
from datetime import UTC, date, datetime

import pytest
from django.core.management import CommandError, call_command

from organisations import importing
from organisations.importing import ImportRefused, import_organisations
from organisations.models import EmailDomain, Kind, Organisation, Region, Succession

AT = datetime(2026, 6, 1, 9, tzinfo=UTC)
CURRENT = "local_authorities_england.csv"


@pytest.fixture
def folder(tmp_path):
    return shutil.copytree(importing.FOLDER, tmp_path / "data")


def spoil(folder, name, before, after):
    path = folder / name
    text = path.read_text()
    assert before in text
    path.write_text(text.replace(before, after, 1))


def test_the_whole_list_is_there(db):
    import_organisations(at=AT)
    today = Organisation.objects.existing_on(date(2026, 6, 1))
    assert (today.principal_councils().count(), Organisation.objects.filter(kind=Kind.COMBINED).count()) == (317, 19)
    assert (Organisation.objects.count(), Region.objects.count()) == (337 + 48 + 2, 9)
    assert EmailDomain.objects.count() == 352
    assert not Organisation.objects.filter(region=None).exists()


def test_the_second_time_nothing_changes(db):
    first, second = import_organisations(at=AT), import_organisations(at=AT)
    assert first.created["organisations"] == second.left["organisations"] == 387
    assert not +second.created
    assert not +second.changed


def test_a_district_knows_its_county_and_a_borough_its_combined_authority(db):
    import_organisations(at=AT)
    assert Organisation.objects.get(slug="adur").county.slug == "west-sussex"
    assert Organisation.objects.get(slug="leeds").combined_authority.slug == "west-yorkshire-ca"


@pytest.mark.parametrize("slug", ["allerdale-borough-council", "aylesbury-vale-district-council"])
def test_a_former_council_ends_on_the_first_day_without_it(db, slug):
    """The sources say 1 April for one of these, and 31 March for the other."""
    import_organisations(at=AT)
    ends_on = Organisation.objects.get(slug=slug).ends_on
    assert (ends_on.month, ends_on.day) == (4, 1)


def test_what_is_to_come_waits_for_its_day(db):
    import_organisations(at=AT)
    surrey = Organisation.objects.get(slug="surrey")
    assert surrey.ends_on == date(2027, 4, 1)
    assert {s.successor.slug for s in surrey.successions.all()} == {"east-surrey", "west-surrey"}
    assert not Succession.objects.filter(on_date=date(2027, 4, 1), effected_at__isnull=False).exists()
    assert not Organisation.objects.existing_on(date(2027, 3, 31)).filter(slug="east-surrey").exists()
    assert Organisation.objects.existing_on(date(2027, 4, 1)).filter(slug="east-surrey").exists()


def test_what_an_administrator_filled_is_not_emptied(db):
    import_organisations(at=AT)
    Organisation.objects.filter(slug="cumbria-ca").update(gss_code="E47000099")
    import_organisations(at=AT)
    assert Organisation.objects.get(slug="cumbria-ca").gss_code == "E47000099"


def test_a_changed_line_is_reported_as_changed(db, folder):
    import_organisations(at=AT)
    spoil(folder, CURRENT, "Adur District Council", "Adur Borough Council")
    assert import_organisations(folder, at=AT).changed["organisations"] == 1


@pytest.mark.parametrize(
    ("name", "before", "after", "said"),
    [
        (CURRENT, ",NMD,", ",XXX,", "line 2: there is no 'XXX'"),
        (CURRENT, "South East,E12000008", "Atlantis,E12000008", "line 2: there is no 'Atlantis'"),
        (CURRENT, "https://www.adur-worthing.gov.uk/", "not a url", "line 2: website"),
        (CURRENT, "1974-04-01", "1974-13-01", "line 10: month must be in 1..12"),
        ("local_authority_email_domains.csv", "adur.gov.uk", "gov.uk", "is not a domain"),
        (
            "local_authority_email_domains.csv",
            "adur.gov.uk,adur",
            "adur.gov.uk,nowhere",
            "line 4: there is no 'nowhere'",
        ),
        ("local_authority_email_domains.csv", "current,no", "perhaps,no", "'perhaps' is not a valid"),
        ("local_authorities_england_former.csv", "CBD,cumberland", "ZZZ,cumberland", "line 2: there is no 'ZZZ'"),
        ("regions_england.csv", "region_code", "code", "line 2: there is no 'region_code'"),
    ],
)
def test_a_bad_row_is_named_and_nothing_is_loaded(db, folder, name, before, after, said):
    spoil(folder, name, before, after)
    with pytest.raises(ImportRefused) as refused:
        import_organisations(folder, at=AT)
    assert any(problem.startswith(name) and said in problem for problem in refused.value.problems), (
        refused.value.problems
    )
    assert not Organisation.objects.exists()


def test_every_bad_row_is_named_at_once(db, folder):
    spoil(folder, CURRENT, ",NMD,", ",XXX,")
    spoil(folder, "local_authority_email_domains.csv", "current,no", "perhaps,no")
    with pytest.raises(ImportRefused) as refused:
        import_organisations(folder, at=AT)
    assert {problem.split(",")[0].split(":")[0] for problem in refused.value.problems} >= {
        CURRENT,
        "local_authority_email_domains.csv",
    }


@pytest.mark.parametrize("content", [None, b"\xff\xfe\x00rubbish\xff", b'slug,code\n"' + b"x" * 140_000])
def test_a_file_that_is_none_is_refused_in_words(db, folder, content):
    path = folder / CURRENT
    path.unlink() if content is None else path.write_bytes(content)
    with pytest.raises(CommandError, match="Nothing was loaded"):
        call_command("load_organisations", folder=folder)


def test_the_command_says_what_it_did(db, capsys):
    call_command("load_organisations")
    assert "organisations: 387 created, 0 changed, 0 left as they were" in capsys.readouterr().out
