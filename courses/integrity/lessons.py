"""Rules for a lesson and its blocks."""

from courses.integrity.findings import duplicates, error, listed, placed, warning
from courses.integrity.lengths import judge_length
from courses.integrity.questions import judge_question, question_of
from courses.markdown import Heading, MarkdownError, hrefs, parse
from courses.textformat import schema
from courses.textformat.walking import block_leaves, markdowns

CITING = {"quotation": "quotation", "key_fact": "key fact", "case_study": "case study"}


def judge_lesson(lesson, module, scope):
    """`scope` knows what else there is: what can be linked to, cited and named."""
    found = (finding for rule in LESSON_RULES for finding in rule(lesson, module, scope))
    yield from placed(found, lesson=lesson.id, file=lesson.file)


def _summary(lesson, module, scope):
    if not lesson.summary:
        yield warning("no-summary", "The lesson has no summary; say in one sentence what it is about.")


def _outcomes(lesson, module, scope):
    known = {outcome.id for outcome in module.outcomes}
    if not lesson.outcomes:
        yield warning("teaches-nothing", "The lesson names no outcome; name those that it teaches.")
    for outcome in lesson.outcomes:
        if outcome not in known:
            yield error("unknown-outcome", f"The module has no outcome “{outcome}”; choose one that it has.")


def _length(lesson, module, scope):
    return judge_length(lesson)


def _blocks(lesson, module, scope):
    if not lesson.blocks:
        yield error("empty-lesson", "The lesson is empty; write it, or leave it as a draft.")
    for ident in duplicates(block.id for block in lesson.blocks):
        yield error("duplicate-id", f"Two blocks have the id “{ident}”; give one a new id.", block=ident)


def _checks(lesson, module, scope):
    checks = [block for block in lesson.blocks if block.type == "knowledge_check"]
    if not checks:
        yield error("no-check", "The lesson has no knowledge check; add one, with feedback for every option.")
    for block in checks:
        yield from placed(judge_question(question_of(block)), block=block.id, line=block.line)


def _sources(lesson, module, scope):
    for source in lesson.sources:
        if source not in scope.sources:
            yield error("unknown-source", f"There is no source “{source}”; choose one from the list.")
    for block in lesson.blocks:
        cited = [value for kind, value in block_leaves(block) if kind == schema.SOURCE and value]
        if block.type in CITING and not cited:
            message = f"This {CITING[block.type]} names no source; choose where it comes from."
            yield error("no-source", message, block=block.id, line=block.line)
        for source in cited:
            if source not in scope.sources:
                message = f"There is no source “{source}”; choose one from the list."
                yield error("unknown-source", message, block=block.id, line=block.line)


def _texts(lesson, module, scope):
    level = 1
    for block in lesson.blocks:
        for kind, text in markdowns(block_leaves(block)):
            found, level = judge_text(text, kind.headings, level, scope)
            yield from placed(found, block=block.id, line=block.line)


def judge_text(text, headings, level, scope):
    """Findings about a Markdown text, and the level of its last heading; `level` is that of the heading before it."""
    try:
        blocks = parse(text)
    except MarkdownError as trouble:
        return [error("markdown", one.message) for one in trouble.troubles], level
    found = list(scope.broken(hrefs(blocks)))
    for heading in (block for block in blocks if isinstance(block, Heading)):
        if not headings:
            found.append(error("heading-in-block", "A heading stands inside a block; move it into the text before."))
        elif heading.level > level + 1:
            said = "".join(run.text for run in heading.runs)
            found.append(error("heading-skipped", f"“{said[:60]}” skips a level; make it a level {level + 1} heading."))
        level = heading.level if headings else level
    return found, level


def _vocabulary(lesson, module, scope):
    """Principles and modules that cards and statements name."""
    for block in lesson.blocks:
        for kind, value in block_leaves(block):
            if kind == schema.PRINCIPLE and value and value not in kind.codes:
                yield error("unknown-principle", f"There is no principle “{value}”.", block=block.id, line=block.line)
            if kind == schema.MODULE and value not in scope.modules:
                yield error("unknown-module", f"There is no module “{value}”.", block=block.id, line=block.line)


def _structure(lesson, module, scope):
    for block in lesson.blocks:
        rule = BLOCK_RULES.get(block.type)
        yield from placed(rule(block.fields) if rule else (), block=block.id, line=block.line)
        for siblings in _siblings(schema.BLOCKS.get(block.type), block.fields):
            for ident in duplicates(siblings):
                message = f"Two entries have the id “{ident}”; give one a new id."
                yield error("duplicate-id", message, block=block.id, line=block.line)


def _siblings(kind, fields):
    """The ids of each list of records in a block, however deep; options are judged with their question."""
    for name, of in kind.fields.items() if isinstance(kind, schema.Record) else ():
        if isinstance(of, schema.ListOf) and isinstance(of.of, schema.Record) and name != "options":
            entries = fields.get(name, ())
            yield [entry.get("id") for entry in entries]
            for entry in entries:
                yield from _siblings(of.of, entry)


def _table(fields):
    width = len(fields["header"])
    for number, row in enumerate(fields["rows"], 1):
        if len(row) != width:
            yield error("table-cells", f"Row {number} has {len(row)} cells under {width} headings; give it {width}.")


def _scenario(fields):
    ids = [step["id"] for step in fields["steps"]]
    reached = {ids[0]} if ids else set()
    for number, step in enumerate(fields["steps"]):
        if len(step["choices"]) < 2:
            yield error("scenario-choices", f"Step “{step['id']}” offers no choice; write at least two.")
        for choice in step["choices"]:
            if choice.get("next") and choice["next"] not in ids[number + 1 :]:
                message = (
                    f"Choice “{choice['id']}” of “{step['id']}” leads to “{choice['next']}”, which is no later step."
                )
                yield error("scenario-next", message)
            reached.add(choice.get("next"))
    for lost in [ident for ident in ids if ident not in reached]:
        yield error(
            "scenario-unreached", f"No choice leads to step “{lost}”; name it as the next of one, or take it out."
        )


def _sorting(fields):
    groups = [group["id"] for group in fields["groups"]]
    used = {item["group"] for item in fields["items"]}
    if len(groups) < 2:
        yield error("sorting-groups", "There is one group only; sorting needs two.")
    for unknown in sorted(used - set(groups)):
        yield error(
            "sorting-group", f"An item belongs to “{unknown}”, which is no group here; choose {listed(groups)}."
        )
    for idle in [group for group in groups if group not in used]:
        yield warning("sorting-empty", f"Nothing belongs to the group “{idle}”; add an item, or take the group out.")


def _image(fields):
    if not fields.get("alternative") and not fields.get("decorative"):
        yield error("no-alternative", "The image has no alternative text; describe it, or mark it as decorative.")


def _video(fields):
    if not fields.get("captions"):
        yield error("no-captions", "The video has no captions; add them.")
    if not fields.get("transcript"):
        yield error("no-transcript", "The video has no transcript; add one.")


LESSON_RULES = (_summary, _outcomes, _length, _blocks, _checks, _sources, _texts, _vocabulary, _structure)
BLOCK_RULES = {"table": _table, "scenario": _scenario, "sorting": _sorting, "image": _image, "video": _video}
