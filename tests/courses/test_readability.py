"""What the report says of a lesson, and when it fails."""

from dataclasses import replace

import pytest

from courses.readability import grade, main, measure, repeated, sentences
from courses.syllables import syllables
from courses.textformat import write
from tests.courses.sound import block, check, curriculum, lesson, module

HARD = (
    "Organisational transformation necessitates collaborative prioritisation of interoperable architectures, "
    "notwithstanding institutional impediments to comprehensive multidisciplinary accountability."
)


def text(words, ident="b1"):
    return block("text", ident, body=words)


def said(number):
    """Plain sentences that no other lesson has."""
    return text(
        " ".join(f"Ask team {number * 100 + n} what it would do if the lift broke." for n in range(40)), "words"
    )


def different(*more, **changes):
    """The sound curriculum with lessons that share no sentence."""
    modules = []
    for number, one in enumerate(curriculum().modules):
        made = [lesson("l01", blocks=(said(number), *more))]
        modules.append(replace(one, lessons=tuple(replace(le, **changes) for le in made)))
    return curriculum(modules=tuple(modules[:1]), courses=())


SYLLABLES = {
    1: "the asked 2024 rhythm",
    2: "council people needed statement one-stop something",
    3: "resident services modular idea supplier",
    6: "responsibility",
}


@pytest.mark.parametrize("number", SYLLABLES)
def test_syllables_are_counted_as_one_says_them(number):
    assert {word: syllables(word) for word in SYLLABLES[number].split()} == dict.fromkeys(
        SYLLABLES[number].split(), number
    )


def test_text_is_cut_into_sentences():
    paragraph = "Who waits? “Nobody,” they said. About 2.5 million people, e.g. carers, do."
    assert sentences([paragraph, "A heading", "—"]) == [
        "Who waits?",
        "“Nobody,” they said.",
        "About 2.5 million people, e.g. carers, do.",
        "A heading",
    ]


def test_long_sentences_of_long_words_make_a_high_grade():
    assert grade(["Ask who waits.", "Then ask why."]) < 3
    assert grade([HARD]) > 20
    assert grade([]) == 0


def test_a_lesson_is_measured():
    words = "The bill was quickly paid. We use it. The forms are kept, in order to facilitate dialogue."
    found = measure(lesson("l01", blocks=(text(words),), minutes=2))
    assert (found.words, found.minutes, found.pace, found.longest_words) == (17, 2, 8.5, 9)
    assert found.passive == pytest.approx(2 / 3)
    assert found.avoided == ("dialogue", "facilitate", "in order to")


def test_a_sentence_of_eight_words_in_two_lessons_is_found_whatever_its_dress():
    first, second = (
        lesson(blocks=(text("Ask who waits and why it takes so long!"),)),
        lesson(blocks=(block("inset", body="Well. Ask who waits, and **why** it takes so long."),)),
    )
    assert repeated({"m01/l01": first, "m02/l03": second}) == {
        "ask who waits and why it takes so long": ["m01/l01", "m02/l03"]
    }


def test_short_sentences_and_repeats_within_a_lesson_may_stay():
    again = lesson(blocks=(text("Ask who waits. Ask who waits."), check()))
    assert repeated({"a": again, "b": lesson(blocks=(text("Ask who waits."),))}) == {}


def test_a_plain_curriculum_passes(tmp_path, capsys):
    write(different(), tmp_path)
    assert main([str(tmp_path)]) == 0
    out = capsys.readouterr().out
    assert "m01/l01" in out
    assert "a:4 b:4 c:4 d:3  longest in 4 of 15" in out


def test_a_live_lesson_above_grade_ten_fails_unless_there_is_a_reason(tmp_path, capsys):
    write(different(text(f"{HARD} " * 30)), tmp_path)
    assert main([str(tmp_path)]) == 1
    (tmp_path / "readability-exceptions.yaml").write_text("m01/l01: The names of Acts are long.\n")
    assert main([str(tmp_path)]) == 0
    assert "because The names of Acts are long." in capsys.readouterr().out


def test_a_draft_above_grade_ten_is_shown_and_does_not_fail(tmp_path, capsys):
    write(different(text(f"{HARD} " * 30), status="draft"), tmp_path)
    assert main([str(tmp_path)]) == 0
    assert "m01/l01" in capsys.readouterr().out


def test_an_exception_for_no_lesson_is_refused(tmp_path, capsys):
    write(different(), tmp_path)
    (tmp_path / "readability-exceptions.yaml").write_text("m01/l99: Why not.\n")
    assert main([str(tmp_path)]) == 1
    assert "readability-exceptions.yaml:1: There is no lesson “m01/l99”." in capsys.readouterr().out


def test_a_repeated_sentence_fails_and_names_both_lessons(tmp_path, capsys):
    write(curriculum(modules=(module(),), courses=()), tmp_path)
    assert main([str(tmp_path)]) == 1
    assert "In m01/l01 and m01/l02: “ask who waits for how long" in capsys.readouterr().out


def test_one_module_can_be_looked_at_by_itself(tmp_path, capsys):
    write(curriculum(), tmp_path)
    main([str(tmp_path / "modules/m02-module-m02")])
    out = capsys.readouterr().out
    assert "m02/l01" in out
    assert "\nm03" not in out


def test_what_cannot_be_read_is_passed_over_and_named(tmp_path, capsys):
    write(different(), tmp_path)
    path = tmp_path / "modules/m01-module-m01/lessons/01-lesson-l01.md"
    path.write_text(path.read_text().replace("minutes: 7", "minutes: x"))
    main([str(tmp_path)])
    assert "01-lesson-l01.md: passed over" in capsys.readouterr().out
