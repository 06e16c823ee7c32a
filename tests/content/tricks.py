"""What a practised test-taker tries who has not studied: reasons to prefer an option that have nothing to do with its
truth. Each scores an option of a question; the highest score is the guess, and a tie is a guess among those tied."""

import re
from collections import Counter

WORD = re.compile(r"[a-z’]+")
ABSOLUTE = re.compile(r"\b(all|any|always|each|every|full|must|never|only|whole)\b", re.IGNORECASE)
ASKING = re.compile(r"\b(how|what|whether|who|whom|where)\b", re.IGNORECASE)
AND = re.compile(r"\band\b", re.IGNORECASE)
REASON = re.compile(r", (as|because|if|since|so|which)\b")
CAREFUL = re.compile(r"\b(can|could|may|might|perhaps|some|unless)\b", re.IGNORECASE)
DENIAL = re.compile(r"\b(no|nobody|none|not|nothing)\b", re.IGNORECASE)


def shared(text, *others):
    """How many of its longer words it has in common with the others."""
    known = {word for other in others for word in WORD.findall(other.lower())}
    return len({word for word in WORD.findall(text.lower()) if len(word) > 4} & known)


def siblings(text, question):
    return [option.text for option in question.options if option.text != text]


def seasoned(text, question):
    """Several at once: the option that joins two things, asks, gives no excuse and claims nothing absolute."""
    return 3 * bool(AND.search(text)) + 2 * bool(ASKING.search(text)) - 3 * bool(REASON.search(text)) - 2 * bool(
        ABSOLUTE.search(text)
    )  # fmt: skip


TRICKS = {
    "the longest": lambda text, _: len(text),
    "the shortest": lambda text, _: -len(text),
    "the one that joins two things": lambda text, _: bool(AND.search(text)),
    "the one with a comma": lambda text, _: "," in text,
    "the one that asks": lambda text, _: bool(ASKING.search(text)),
    "the one without a reason": lambda text, _: not REASON.search(text),
    "the one that is careful": lambda text, _: bool(CAREFUL.search(text)),
    "the one that claims nothing absolute": lambda text, _: not ABSOLUTE.search(text),
    "the one that denies nothing": lambda text, _: not DENIAL.search(text),
    "the one that echoes the question": lambda text, q: shared(text, q.prompt, q.scenario),
    "the one most like the others": lambda text, q: shared(text, *siblings(text, q)),
    "the one least like the others": lambda text, q: -shared(text, *siblings(text, q)),
    "several tricks at once": seasoned,
}


def singles(questions):
    return [one for one in questions if one.kind == "single"]


def share_found(questions, trick):
    """The share of right answers that the trick finds. With four options chance alone finds a quarter."""
    return sum(chance_of(one, trick) for one in questions) / len(questions)


def chance_of(question, trick):
    scores = [trick(option.text, question) for option in question.options]
    guesses = [option for option, score in zip(question.options, scores, strict=True) if score == max(scores)]
    return sum(option.correct for option in guesses) / len(guesses)


def places(questions):
    """How many right answers stand first, second, third, fourth."""
    return Counter("abcd"[[option.correct for option in one.options].index(True)] for one in questions)
