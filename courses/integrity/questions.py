"""Rules for one question, in a bank or in a knowledge check, and for the patterns of a bank's right answers."""

from collections import Counter

from courses.integrity.findings import error, warning
from courses.textformat import OptionText, QuestionText, is_uuid

OPTIONS = {"single": (3, 4), "multiple": (4, 5), "true_false": (2, 2)}
PARTS = {"single": "options", "multiple": "options", "true_false": "options", "order": "items", "match": "pairs"}
FEWEST = {"items": 3, "pairs": 3}
TRUE_FALSE = {"true", "false"}
ALL_THAT_APPLY = "all that apply"
SAME_POSITION, LONGEST = 0.45, 0.40
ENOUGH_TO_SHOW_A_PATTERN = 6


def question_of(block):
    """A knowledge check as a question, so that one set of rules judges both."""
    fields = block.fields
    options = tuple(OptionText(**option) for option in fields.get("options", ()))
    return QuestionText(
        id="",
        kind=fields.get("kind", ""),
        prompt=fields.get("prompt", ""),
        options=options,
        explanation=fields.get("explanation", ""),
        line=block.line,
    )


def judge_question(question):
    """Findings about the question itself; outcomes are the bank's business."""
    if question.kind not in PARTS:
        yield error("question-kind", f"There is no kind of question “{question.kind}”; choose one of the five.")
        return
    part = PARTS[question.kind]
    others = [name for name in ("options", "items", "pairs") if name != part and getattr(question, name)]
    if others:
        yield error("question-parts", f"A question of this kind has {part} only; take away its {others[0]}.")
    if not question.prompt:
        yield error("question-prompt", "The question asks nothing; write its prompt.")
    yield from _options(question) if part == "options" else _parts(question, part)
    yield from _feedback(getattr(question, part))


def _options(question):
    fewest, most = OPTIONS[question.kind]
    right = sum(option.correct for option in question.options)
    if not fewest <= len(question.options) <= most:
        asked = fewest if fewest == most else f"{fewest} or {most}"
        yield error("option-count", f"This question needs {asked} options; it has {len(question.options)}.")
    if not right:
        yield error("no-right-answer", "No option is marked as right; mark the right one.")
    elif question.kind == "multiple" and right < 2:
        yield error(
            "few-right-answers", "Only one option is right; mark another, or make the question a single choice."
        )
    elif question.kind != "multiple" and right > 1:
        yield error("many-right-answers", f"{right} options are marked as right where one can be; mark one.")
    elif question.kind == "multiple" and right == len(question.options):
        yield error("no-wrong-answer", "Every option is right; add one that is plausible and wrong.")
    ids = {option.id for option in question.options}
    if question.kind == "true_false" and ids != TRUE_FALSE and not all(map(is_uuid, ids)):
        yield error("true-false-ids", "The two options of a true or false question have the ids true and false.")
    if question.kind == "multiple" and ALL_THAT_APPLY not in question.prompt.lower():
        yield warning("all-that-apply", "Several options are right: say “choose all that apply” in the prompt.")
    yield from _alike("duplicate-options", [option.text for option in question.options], "options")


def _parts(question, part):
    entries = getattr(question, part)
    if len(entries) < FEWEST[part]:
        yield error("few-parts", f"This question needs at least {FEWEST[part]} {part}; it has {len(entries)}.")
    sides = ("text",) if part == "items" else ("left", "right")
    for side in sides:
        yield from _alike("duplicate-options", [getattr(entry, side) for entry in entries], part)


def _alike(code, texts, what):
    counted = Counter(" ".join(text.casefold().split()).rstrip(".") for text in texts)
    for text, number in counted.items():
        if number > 1:
            yield error(code, f"Two {what} say the same (“{text[:60]}”); change one.")


def _feedback(entries):
    ids = [entry.id for entry in entries]
    if len(set(ids)) < len(ids):
        yield error("duplicate-id", "Two of the question's entries have the same id; give one a new id.")
    for entry in entries:
        if not entry.feedback:
            message = f"“{entry.id}” has no feedback; say why it is right, or what it overlooks."
            yield error("no-feedback", message, line=entry.line)


def judge_key(questions):
    """Patterns that a test-wise person could use: where the right answer stands, and how long it is."""
    key = AnswerKey(questions)
    if key.count < ENOUGH_TO_SHOW_A_PATTERN:
        return
    letter, most = key.positions.most_common(1)[0]
    if most / key.count > SAME_POSITION:
        message = f"{most} of {key.count} right answers stand in place {letter}; spread them over the places."
        yield warning("key-position", message)
    if key.longest / key.count > LONGEST:
        message = f"The right answer is the longest in {key.longest} of {key.count} questions; even out the lengths."
        yield warning("key-longest", message)


class AnswerKey:
    """The answer key's statistics over single-choice questions with one right answer."""

    def __init__(self, questions):
        self.questions = [q for q in questions if q.kind == "single" and sum(o.correct for o in q.options) == 1]
        self.count = len(self.questions)
        self.positions = Counter("abcdefgh"[self.place(q)] for q in self.questions if self.place(q) < 8)
        self.longest = sum(map(self.stands_out, self.questions))

    @staticmethod
    def place(question):
        return [option.correct for option in question.options].index(True)

    @staticmethod
    def stands_out(question):
        """Strictly the longest of its options."""
        right = max(len(option.text) for option in question.options if option.correct)
        return all(len(option.text) < right for option in question.options if not option.correct)
