"""A list of people, read line by line: what is meant, and what is wrong with which line."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coordination.reading import NotText, read_people, text_of
from coordination.rules import MOST_ROWS


def people(text):
    reading = read_people(text)
    assert reading.problems == []
    return [(row.email, row.name) for row in reading.rows]


def problems(text):
    return [(problem.line, problem.said) for problem in read_people(text).problems]


def test_an_address_a_line():
    assert people("a@x.gov.uk\nB@X.GOV.UK\n") == [("a@x.gov.uk", ""), ("b@x.gov.uk", "")]


def test_an_address_and_a_name_in_any_order():
    assert people("a@x.gov.uk, Ann O’Hara\nBob Lee, b@x.gov.uk") == [
        ("a@x.gov.uk", "Ann O’Hara"),
        ("b@x.gov.uk", "Bob Lee"),
    ]


def test_a_list_copied_from_a_mail_program():
    text = '"Begum, Amina" <a@x.gov.uk>; Bob Lee <b@x.gov.uk>;\nCy <c@x.gov.uk>'
    assert people(text) == [("a@x.gov.uk", "Amina Begum"), ("b@x.gov.uk", "Bob Lee"), ("c@x.gov.uk", "Cy")]


def test_lines_from_a_mail_program_and_lines_of_ones_own_stand_together():
    text = "Amina Begum <a@x.gov.uk>\nBob Lee, b@x.gov.uk\nc@x.gov.uk,  Cy\nd@x.gov.uk"
    found = [("a@x.gov.uk", "Amina Begum"), ("b@x.gov.uk", "Bob Lee"), ("c@x.gov.uk", "Cy"), ("d@x.gov.uk", "")]
    assert people(text) == found


def test_several_addresses_on_one_line():
    assert people("a@x.gov.uk; b@x.gov.uk") == [("a@x.gov.uk", ""), ("b@x.gov.uk", "")]


@pytest.mark.parametrize("between", [",", ";", "\t"])
def test_a_table_with_headings_whatever_stands_between_them(between):
    text = "First name,Surname,Phone,E-mail address\nAnn,Hall,0123,a@x.gov.uk\n".replace(",", between)
    reading = read_people(text)
    assert [(row.line, row.email, row.name) for row in reading.rows] == [(2, "a@x.gov.uk", "Ann Hall")]
    assert reading.unread == ["Phone"]


def test_each_mistake_has_its_line():
    found = problems("email,name\n\nno address,Ann\na@x.gov.uk,Ann (Lab)\n,Bob\nb@x.gov.uk,Bob,Lee\n")
    assert [line for line, _ in found] == [3, 4, 5, 6]
    assert "“no address” is not an email address" in found[0][1]
    assert "brackets" in found[1][1]


def test_a_line_after_a_name_that_runs_over_two_lines_has_its_own_number():
    assert problems('email,name\na@x.gov.uk,"Ann\nHall"\nwrong,Bob')[0][0] == 4


@pytest.mark.parametrize("heading", ["Party", "Political group", "Group", "Whip"])
def test_a_column_that_names_a_party_refuses_the_list_in_words(heading):
    reading = read_people(f"email,{heading}\na@x.gov.uk,Blue\n")
    assert reading.rows == []
    assert [p.said for p in reading.problems] == [
        f"The column “{heading}” is refused: this service never holds a party or political group. Remove it and try again."
    ]


def test_a_third_cell_without_headings_is_not_taken_for_anything():
    assert problems("a@x.gov.uk,Ann Hall,Blue") == [(1, "There is more here than an address and a name.")]


def test_a_table_without_addresses_is_told_so():
    assert problems("name\nAnn") == [(1, "No column is called “email”.")]


def test_an_empty_list_has_a_problem():
    assert problems("\n \n") == [(1, "There is nobody in this list.")]
    assert problems("email,name\n") == [(1, "There is nobody in this list.")]


def test_as_many_as_may_be_and_no_more():
    lines = [f"p{n}@x.gov.uk" for n in range(MOST_ROWS + 1)]
    assert len(people("\n".join(lines[:-1]))) == MOST_ROWS
    assert problems("\n".join(lines)) == [
        (MOST_ROWS + 1, f"This is more than {MOST_ROWS} people. Send them in several parts.")
    ]
    assert len(problems(";".join(lines))) == 1


def test_an_address_that_no_table_could_hold_is_a_problem():
    assert problems("a" * 60 + "@" + "b" * 60 + "." + ("c" * 60 + ".") * 3 + "gov.uk")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_file_is_read_as_an_office_writes_it(encoding):
    assert people(text_of("email,name\na@x.gov.uk,Zoë Núñez\n".encode(encoding))) == [("a@x.gov.uk", "Zoë Núñez")]


@pytest.mark.parametrize(
    "data", [b"PK\x03\x04 a workbook", b"\xd0\xcf\x11\xe0 an old one", b"%PDF-1.7", b"\xff\xfe\x00"]
)
def test_a_workbook_is_not_text(data):
    with pytest.raises(NotText):
        text_of(data)


cells = st.text(max_size=12) | st.sampled_from(
    ["a@x.gov.uk", "Ann Hall", "email", "party", "<b@x.gov.uk>", '"', "=1+1", "\x00"]
)
tables = st.lists(st.lists(cells, max_size=4).map(",".join), max_size=6).map("\n".join)


@settings(max_examples=150, deadline=None)
@given(tables | st.text(max_size=200))
def test_whatever_is_pasted_ends_in_people_or_in_problems(text):
    reading = read_people(text)
    assert reading.rows or reading.problems
    assert all(row.email.count("@") == 1 and row.line >= 1 for row in reading.rows)


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=200))
def test_whatever_is_uploaded_is_text_or_refused(data):
    try:
        reading = read_people(text_of(data))
    except NotText:
        return
    assert reading.rows or reading.problems


@pytest.mark.parametrize("part", ["a", " ", '"', "<", "a@", "a@x.gov.uk;", "a,", "\n", "<a@x.gov.uk>", "é"])
def test_a_megabyte_of_anything_is_read_in_a_moment(part):
    begun = time.perf_counter()
    read_people(part * (1_000_000 // len(part)))
    assert time.perf_counter() - begun < 8
