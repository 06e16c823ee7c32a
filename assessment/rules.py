"""How a paper is drawn and an answer marked. Pure: content dicts in, plain values out; chance comes in as `rng`.

Answers: single and true_false: an option id. multiple: option ids. order: item ids in order.
match: {left pair id: right pair id}; a pair's right side is known by the id of its pair.
"""

from collections import defaultdict

PAPER_DAYS = 30


class InvalidAnswer(ValueError):
    """An answer that the question does not allow: an unknown id, a missing part, a wrong shape."""


def draw(bank, seen, size, rng):
    """`size` questions of `bank` (content dicts with `question_id`), evenly over the outcomes, those not in `seen` first.

    Where an outcome has too few, the others fill the paper. The order is shuffled.
    """
    by_outcome = defaultdict(list)
    for question in bank:
        by_outcome[question["outcome"]].append(question)
    piles = [_unseen_last(by_outcome[code], seen, rng) for code in sorted(by_outcome)]
    paper = []
    while len(paper) < min(size, len(bank)):
        for pile in piles:
            if pile and len(paper) < size:
                paper.append(pile.pop())
    rng.shuffle(paper)
    return paper


def shown_order(content, rng):
    """Ids of what is chosen from, shuffled for the page; true and false keep their order, and an order question never starts solved."""
    ids = [part["id"] for part in parts(content)]
    if content["kind"] == "true_false":
        return ids
    shuffled = ids[:]
    rng.shuffle(shuffled)
    if content["kind"] == "order" and shuffled == ids:
        shuffled = shuffled[1:] + shuffled[:1]
    return shuffled


def parts(content):
    """The options, items or pairs of a question."""
    return content.get("options") or content.get("items") or content.get("pairs") or []


def right_answer(content):
    kind = content["kind"]
    if kind == "order":
        return [item["id"] for item in content["items"]]
    if kind == "match":
        return {pair["id"]: pair["id"] for pair in content["pairs"]}
    right = [option["id"] for option in content["options"] if option.get("correct")]
    return right if kind == "multiple" else right[0]


def clean(content, answer):
    """`answer` in its one canonical shape; raises InvalidAnswer."""
    ids = [part["id"] for part in parts(content)]
    kind = content["kind"]
    if kind == "match":
        return _clean_match(ids, answer)
    if kind in ("multiple", "order"):
        return _clean_list(ids, answer, whole=kind == "order")
    if not isinstance(answer, str) or answer not in ids:
        raise InvalidAnswer("Choose one of the answers.")
    return answer


def is_right(content, answer):
    """All or nothing; several right options in any order."""
    right = right_answer(content)
    if content["kind"] == "multiple":
        return sorted(answer) == sorted(right)
    return answer == right


def feedback(content, answer):
    """{part id: {"text", "correct"}} for what was chosen; for order and match, for every part, whether it stands right."""
    if content["kind"] == "order":
        right = right_answer(content)
        return {i["id"]: _note(i, answer.index(i["id"]) == right.index(i["id"])) for i in content["items"]}
    if content["kind"] == "match":
        return {p["id"]: _note(p, answer.get(p["id"]) == p["id"]) for p in content["pairs"]}
    chosen = answer if content["kind"] == "multiple" else [answer]
    return {o["id"]: _note(o, bool(o.get("correct"))) for o in content["options"] if o["id"] in chosen}


def in_words(content, answer):
    """An answer as its learner reads it: the words of what was chosen, an order from the first, a match side by side."""
    known = {part["id"]: part for part in parts(content)}
    if content["kind"] == "match":
        return [f"{known[left]['left']}: {known[right]['right']}" for left, right in answer.items()]
    return [known[part]["text"] for part in (answer if isinstance(answer, list) else [answer])]


def tally(results):
    """{outcome: [right, asked]} of an iterable of (outcome, right?)."""
    counts = defaultdict(lambda: [0, 0])
    for outcome, right in results:
        counts[outcome][0] += bool(right)
        counts[outcome][1] += 1
    return dict(counts)


def _note(part, correct):
    return {"text": part.get("feedback", ""), "correct": correct}


def _unseen_last(questions, seen, rng):
    """Shuffled, so that popping takes unseen questions first."""
    pile = sorted(questions, key=lambda question: question["question_id"])
    rng.shuffle(pile)
    return sorted(pile, key=lambda question: question["question_id"] not in seen)


def _clean_match(ids, answer):
    if not isinstance(answer, dict) or set(answer) != set(ids) or not all(right in ids for right in answer.values()):
        raise InvalidAnswer("Choose a match for each.")
    return {left: answer[left] for left in ids}


def _clean_list(ids, answer, *, whole):
    if not isinstance(answer, list) or not answer or not all(isinstance(a, str) for a in answer):
        raise InvalidAnswer("Choose at least one answer.")
    if len(set(answer)) != len(answer) or not set(answer) <= set(ids) or (whole and len(answer) != len(ids)):
        raise InvalidAnswer("Give each a different place." if whole else "Choose from the answers shown.")
    return answer if whole else sorted(answer)
