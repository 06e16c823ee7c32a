"""Whose words are whose: what is quoted was seen, what is only remembered is not printed, and what rests on weak ground is
on the reviewers' list."""

import re
from dataclasses import replace

from courses.textformat import BlockText
from courses.textformat.walking import block_leaves, prose, question_leaves
from declaration.commitments import COMMITMENTS
from declaration.principles import PRINCIPLES
from tests.content.broken import module_of, with_lesson
from tests.content.conftest import CONTENT

HARD_CASES = {"Birmingham", "Hackney", "Redcar", "Gloucester"}
SEEN = {
    *(principle.text for principle in PRINCIPLES),
    *(one.text for one in COMMITMENTS if one.status == "quoted"),
    "working in the open wherever we can",  # of principle 5, from localdigital.gov.uk/what-is-the-declaration
}
RECALLED = [one.text for one in COMMITMENTS if one.status == "recalled"]
LAUNCH = "Digital doesn’t belong in the basement, it belongs in the boardroom."


def quotations(curriculum):
    blocks = (block for module in curriculum.modules for one in module.lessons for block in one.blocks)
    return [block.fields["quote"] for block in blocks if block.type == "quotation"]


def everything_said(curriculum):
    for module in curriculum.modules:
        for lesson in module.lessons:
            yield from prose(leaf for block in lesson.blocks for leaf in block_leaves(block))
        for question in module.questions:
            yield from prose(question_leaves(question))
    yield from (page.body for page in curriculum.pages)


def unlisted(curriculum, reviews):
    """Lessons that rest on a source which nobody has read, and that the module's list for review does not name."""
    weak = {source.key for source in curriculum.sources if source.confidence != "seen"}
    return {
        f"{module.id}/{lesson.id}"
        for module in curriculum.modules
        for lesson in module.lessons
        if weak & set(lesson.sources) and not re.search(rf"\b{lesson.id}\b", reviews[module.id])
    }


def reviews():
    return {path.stem: path.read_text(encoding="utf-8") for path in (CONTENT / "review").glob("*.md")}


def test_every_quotation_has_been_seen(curriculum):
    assert set(quotations(curriculum)) <= SEEN


def test_nothing_that_is_only_remembered_is_printed_as_the_declarations(curriculum):
    said = " ".join(everything_said(curriculum)).casefold()
    assert [text for text in RECALLED if text.casefold() in said] == []


def test_the_minister_is_quoted_in_history_and_nowhere_else(curriculum):
    assert [page.id for page in curriculum.pages if LAUNCH in page.body] == ["declaration"]
    assert not any(
        LAUNCH in said
        for m in curriculum.modules
        for said in everything_said(replace(curriculum, modules=(m,), pages=()))
    )


def test_every_lesson_on_weak_ground_is_on_the_reviewers_list(curriculum):
    assert unlisted(curriculum, reviews()) == set()


def test_every_council_in_a_hard_case_is_offered_a_right_of_reply(curriculum):
    listed = (CONTENT / "REVIEW.md").read_text(encoding="utf-8").split("## Right of reply")[1].split("\n## ")[0]
    assert {name for name in HARD_CASES if name not in listed} == set()


def test_what_a_supplier_says_of_itself_is_called_so(lessons):
    telling = [one for one in lessons.values() for block in one.blocks if "planx" in block.fields.get("sources", ())]
    assert telling
    for lesson in telling:
        assert "supplier’s" in " ".join(prose(leaf for block in lesson.blocks for leaf in block_leaves(block)))


def test_an_unseen_quotation_would_be_found(curriculum):
    lesson = module_of(curriculum, "m02").lessons[0]
    made_up = BlockText("q", "quotation", {"quote": RECALLED[0], "attribution": "The Declaration", "source": "ldd_cw"})
    changed = with_lesson(curriculum, "m02/l01", blocks=(*lesson.blocks, made_up))
    assert not set(quotations(changed)) <= SEEN
    assert RECALLED[0] in " ".join(everything_said(changed))


def test_a_lesson_missing_from_the_list_would_be_found(curriculum):
    assert unlisted(curriculum, reviews() | {"m08": "Nothing to look at."}) == {f"m08/l0{n}" for n in (1, 2, 3, 5, 6)}
