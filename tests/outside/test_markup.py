"""The judge of HTML sees what it is for. The pages themselves are judged wherever tests/browser looks at one."""

import pytest

from tests.outside import markup

PAGE = (
    "<!DOCTYPE html><html lang=en><head><title>A page</title></head><body><main><h1>A page</h1>{}</main></body></html>"
)


def test_a_sound_page_is_left_alone():
    assert markup.faults(PAGE.format("<p>Words.</p>")) == []


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        ("<p>Words.</p></div>", "Stray end tag"),
        ("<p><ul><li>Words.</li></ul></p>", "No “p” element in scope"),
        ("<a href='/'><button>Go</button></a>", "must not appear as a descendant"),
        ("<p id=one></p><p id=one></p>", "Duplicate ID"),
        ("<label for=nobody>Name</label>", "must be the ID of a non-hidden form control"),
        ("<p role=banana>Words.</p>", "Bad value"),
        ("<img src='/a.png'>", "must have an “alt” attribute"),
    ],
)
def test_a_planted_fault_is_found(fault, said):
    found = markup.faults(PAGE.format(fault))
    assert any(said in words for words in found), found
