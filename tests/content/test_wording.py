"""Plain British English, said once: no lesson is hard to read, no sentence stands in two, and quotation marks curl."""

import re
from dataclasses import replace

import pytest

from courses.readability import HIGHEST_GRADE, exceptions_in, lesson_sentences, measure, repeated
from courses.textformat.walking import block_leaves, prose, question_leaves
from tests.content.broken import module_of

LONGEST_SENTENCE = 30
MOST_PASSIVE = 0.25
OPENING_WORDS, MOST_OPENINGS_ALIKE = 2, 3
STRAIGHT = re.compile(r"""["']""")
ELSEWHERE = re.compile(
    r"\b(analyz\w+|behavior\w*|center(s|ed)?|color\w*|favorite\w*|fulfill\b|labor\b|license[sd]? plate|neighbor\w*"
    r"|(organi|recogni|prioriti|apologi|summari|reali)z\w+|program(s)?\b|whilst|amongst|learnt|e-mails?)\b",
    re.IGNORECASE,
)
PARTIES = re.compile(r"\b(Conservatives?|Labour|Liberal Democrats?|Lib Dems?|Tory|Tories|Reform UK|Green Party)\b")


def words_of(curriculum):
    """Everything that is read in the curriculum, with where it stands."""
    for module in curriculum.modules:
        yield module.id, " ".join([module.title, module.summary, *(one.text for one in module.outcomes)])
        for lesson in module.lessons:
            leaves = (leaf for block in lesson.blocks for leaf in block_leaves(block))
            yield f"{module.id}/{lesson.id}", " ".join([lesson.title, lesson.summary, *prose(leaves)])
        for question in module.questions:
            yield f"{module.id}/{question.id}", " ".join(prose(question_leaves(question)))
    for one in (*curriculum.courses, *curriculum.pages):
        yield one.id, " ".join([one.title, one.summary, getattr(one, "introduction", "") or getattr(one, "body", "")])
    for source in curriculum.sources:
        yield source.key, f"{source.title} {source.publisher} {source.note}"


def places_of(curriculum, pattern):
    return {where: found[0] for where, text in words_of(curriculum) if (found := pattern.search(text))}


def hard(lessons):
    """What makes a lesson hard: its grade, its longest sentence, its share of passives."""
    measures = {name: measure(lesson) for name, lesson in lessons.items()}
    return {
        name: (round(one.grade, 1), one.longest, round(one.passive, 2))
        for name, one in measures.items()
        if one.grade > HIGHEST_GRADE or one.longest_words > LONGEST_SENTENCE or one.passive > MOST_PASSIVE
    }


def openings(lessons):
    """The first words of each lesson, headings left out, and the lessons that begin with them."""
    found = {}
    for name, lesson in lessons.items():
        first = re.sub(r"^(#+ .*\s+)+", "", lesson.blocks[0].fields.get("body", ""))
        found.setdefault(" ".join(first.split()[:OPENING_WORDS]).casefold(), []).append(name)
    return found


def test_no_lesson_is_hard_to_read(lessons, files):
    assert set(hard(lessons)) <= set(exceptions_in(files, set(lessons)))


def test_no_sentence_stands_in_two_lessons(lessons):
    assert repeated(lessons) == {}


def test_lessons_do_not_all_begin_alike(lessons):
    assert {first: names for first, names in openings(lessons).items() if len(names) > MOST_OPENINGS_ALIKE} == {}


def test_quotation_marks_and_apostrophes_curl(curriculum):
    assert places_of(curriculum, STRAIGHT) == {}


def test_words_are_spelled_as_in_britain(curriculum):
    assert places_of(curriculum, ELSEWHERE) == {}


def test_no_party_is_named(curriculum):
    assert places_of(curriculum, PARTIES) == {}


@pytest.mark.parametrize(
    ("pattern", "words"),
    [(STRAIGHT, "the council's own"), (ELSEWHERE, "a learning center"), (PARTIES, "a Labour group")],
)
def test_a_wrong_word_would_be_found(curriculum, pattern, words):
    module = replace(module_of(curriculum, "m01"), summary=f"What happens in {words}.")
    assert set(places_of(replace(curriculum, modules=(module,), courses=(), pages=(), sources=()), pattern)) == {"m01"}


def test_a_sentence_written_twice_would_be_found(lessons):
    said = lesson_sentences(lessons["m02/l01"])[2:9]
    copied = replace(lessons["m14/l01"].blocks[0], fields={"body": " ".join(said)})
    assert repeated(lessons | {"m14/l01": replace(lessons["m14/l01"], blocks=(copied,))})


def test_a_lesson_that_is_hard_to_read_would_be_found(lessons):
    difficult = "Organisational transformation necessitates interoperable architectural prioritisation. " * 20
    block = replace(lessons["m02/l01"].blocks[0], fields={"body": difficult})
    assert set(hard({"m02/l01": replace(lessons["m02/l01"], blocks=(block,))})) == {"m02/l01"}


def test_lessons_that_begin_alike_would_be_found(lessons):
    same = dict.fromkeys(["m01/l01", "m01/l02", "m01/l03", "m01/l04"], lessons["m01/l01"])
    assert max(map(len, openings(same).values())) == 4
