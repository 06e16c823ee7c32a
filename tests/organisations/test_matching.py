"""An address points at an organisation only where its domain really is one's own."""

from datetime import date

import pytest

from organisations.importing import import_organisations
from organisations.matching import domain_of, is_specific, match, search
from tests.cast import JOINED_AT

TODAY, AFTER_SURREY = date(2026, 6, 1), date(2027, 4, 1)


@pytest.fixture
def england(db):
    import_organisations(at=JOINED_AT)


def slugs(found):
    return sorted(organisation.slug for organisation in found)


def test_a_domain_and_what_stands_under_it_point_at_the_council(england):
    for address in (
        "name@camden.gov.uk",
        "NAME@CAMDEN.GOV.UK",
        "name@camden.gov.uk.",
        " name@camden.gov.uk ",
        "name@mail.camden.gov.uk",
        "odd@name@members.mail.camden.gov.uk",
    ):
        assert slugs(match(address, TODAY).organisations) == ["camden"], address


def test_anything_else_points_at_nobody(england):
    for address in (
        "name@gov.uk",
        "name@co.uk",
        "name@nhs.uk",
        "name@notcamden.gov.uk",
        "name@camden.gov.uk.example.com",
        "name@camden-gov.uk",
        "name@gmail.com",
        "name@localhost",
        "name@",
        "",
        "@",
        "name@.camden..gov.uk",
        "name@" + "a" * 64 + ".camden.gov.uk",
        "name@" + "a." * 130 + "camden.gov.uk",
        "name@cam\0den.gov.uk",
        "name@камден.gov.uk",
        "name@" + "ü" * 300 + ".uk",
    ):
        assert match(address, TODAY).organisations == (), address


def test_a_shared_domain_points_at_all_who_share_it(england):
    found = match("name@adur-worthing.gov.uk", TODAY)
    assert slugs(found.organisations) == ["adur", "worthing"]
    assert found.organisation is None


def test_a_legacy_domain_points_at_the_successor(england):
    found = match("name@harrogate.gov.uk", TODAY)
    assert (found.organisation.slug, found.status) == ("north-yorkshire", "legacy")


def test_on_the_day_of_a_succession_an_address_points_at_the_successors(england):
    eve = date(2027, 3, 31)
    assert slugs(match("name@elmbridge.gov.uk", eve).organisations) == ["elmbridge"]
    assert slugs(match("name@elmbridge.gov.uk", AFTER_SURREY).organisations) == ["east-surrey"]
    assert slugs(match("name@surreycc.gov.uk", eve).organisations) == ["surrey"]
    assert slugs(match("name@surreycc.gov.uk", AFTER_SURREY).organisations) == ["east-surrey", "west-surrey"]


def test_an_idn_domain_is_kept_in_ascii():
    assert domain_of("name@bücher.example") == "xn--bcher-kva.example"


@pytest.mark.parametrize("domain", ["gov.uk", "uk", "localhost", "", "gmail.com"])
def test_what_anybody_can_hold_is_not_specific(domain):
    assert not is_specific(domain)


def test_a_search_finds_the_names_of_today_and_of_before(england):
    for words, expected in {
        "camden": ["camden"],
        "kings lynn": ["kings-lynn-and-west-norfolk"],
        "King's Lynn": ["kings-lynn-and-west-norfolk"],
        "allerdale": ["cumberland"],
        "bath and somerset": ["bath-and-north-east-somerset"],
        "east surrey": [],
        "zzz": [],
        "": [],
        "and": [],
        "%": [],
        "'; drop table": [],
        "\0": [],
        "zz " * 5000: [],
    }.items():
        assert slugs(search(words, TODAY)) == expected, words


def test_a_search_names_each_organisation_once(england):
    found = search("district council", TODAY)
    assert len(found) == len(set(found))


def test_a_match_costs_one_query(england, django_assert_num_queries):
    with django_assert_num_queries(1):
        match("name@mail.camden.gov.uk", TODAY)
