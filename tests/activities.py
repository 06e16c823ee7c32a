"""One of each activity that a lesson can hold, as Wagtail stores it, with ids that tests can name."""

import json
from uuid import NAMESPACE_URL, uuid5

from courses.models import LessonPage


def name(word):
    """The id of a block, option, item, step or group, from a word."""
    return str(uuid5(NAMESPACE_URL, word))


def items(word, *values):
    return [{"type": "item", "id": name(f"{word}-{n}"), "value": value} for n, value in enumerate(values)]


def words(text):
    return {"text": text, "feedback": f"About {text}"}


def block(kind, /, **value):
    return {"type": kind, "id": name(kind), "value": value}


CHECK = block(
    "knowledge_check",
    kind="single",
    required=True,
    prompt="Which?",
    explanation="The second it is.",
    options=items("option", *({**words(f"Choice {n}"), "correct": n == 1} for n in range(3))),
)
SORTING = block(
    "sorting",
    title="Sort these",
    instruction="Put each where it belongs.",
    groups=items("group", {"title": "Left"}, {"title": "Right"}),
    items=items("sorted", {**words("An oak"), "group": "1"}, {**words("An elm"), "group": "2"}),
)


def decisions(word, following, *texts):
    return items(word, *({"text": t, "consequence": f"<p>{t} it is.</p>", "next": following} for t in texts))


SCENARIO = block(
    "scenario",
    title="What would you do?",
    debrief="<p>Looking back.</p>",
    steps=items(
        "step",
        {"situation": "<p>First.</p>", "choices": decisions("choice-0", "2", "Wait", "Ask")},
        {"situation": "<p>Second.</p>", "choices": decisions("choice-1", "", "Stop", "Go on")},
    ),
)
SELF_ASSESSMENT = block(
    "self_assessment",
    title="Where do you stand?",
    intro="Be honest.",
    scale=items("scale", "Never", "Sometimes", "Often", "Always"),
    statements=items(
        "statement", *({"text": f"We do {code}.", "principle": code, "modules": []} for code in ("p1", "p2", "p3"))
    ),
)
REFLECTION = block("reflection", officer="What did you decide?", councillor="What did you hear?")
NEXT_STEP = block("next_step", title="One step", prompt="What will you ask?", good="One sentence.")
EVERY = (CHECK, SORTING, SCENARIO, SELF_ASSESSMENT, REFLECTION, NEXT_STEP)


def body(*blocks):
    return LessonPage._meta.get_field("body").to_python(json.dumps(blocks))
