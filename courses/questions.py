"""The kinds of question that an assessment asks. Options, items and pairs are list items, so each carries a stable UUID."""

from wagtail import blocks

OUTCOMES = [(f"o{n}", f"Outcome {n}") for n in range(1, 10)]


class OptionBlock(blocks.StructBlock):
    text = blocks.TextBlock()
    correct = blocks.BooleanBlock(required=False)
    feedback = blocks.TextBlock(required=False)


class ItemBlock(blocks.StructBlock):
    text = blocks.TextBlock()
    feedback = blocks.TextBlock(required=False)


class PairBlock(blocks.StructBlock):
    left = blocks.TextBlock()
    right = blocks.TextBlock()
    feedback = blocks.TextBlock(required=False)


class QuestionBlock(blocks.StructBlock):
    outcome = blocks.ChoiceBlock(choices=OUTCOMES, label="Tests")
    scenario = blocks.TextBlock(required=False)
    prompt = blocks.TextBlock()
    explanation = blocks.TextBlock(required=False)


class SingleBlock(QuestionBlock):
    options = blocks.ListBlock(OptionBlock(), min_num=2, max_num=6)

    class Meta:
        label = "One right answer"


class MultipleBlock(QuestionBlock):
    options = blocks.ListBlock(OptionBlock(), min_num=3, max_num=8)

    class Meta:
        label = "Several right answers"


class TrueFalseBlock(QuestionBlock):
    options = blocks.ListBlock(OptionBlock(), min_num=2, max_num=2)

    class Meta:
        label = "True or false"


class OrderBlock(QuestionBlock):
    items = blocks.ListBlock(ItemBlock(), min_num=3, max_num=7)

    class Meta:
        label = "Put in order"


class MatchBlock(QuestionBlock):
    pairs = blocks.ListBlock(PairBlock(), min_num=3, max_num=7)

    class Meta:
        label = "Match"


QUESTION_BLOCKS = [
    ("single", SingleBlock()),
    ("multiple", MultipleBlock()),
    ("true_false", TrueFalseBlock()),
    ("order", OrderBlock()),
    ("match", MatchBlock()),
]


def question_content(kind, value) -> dict:
    """A question as asked, in plain data: {kind, outcome, scenario, prompt, explanation, options|items|pairs: [{id, …}]}.

    A knowledge check in a lesson has the same shape with its own `kind` and no outcome.
    """
    content = {
        "kind": value.get("kind") or kind,
        "outcome": value.get("outcome", ""),
        "scenario": value.get("scenario", ""),
        "prompt": value["prompt"],
        "explanation": value.get("explanation", ""),
    }
    for parts in ("options", "items", "pairs"):
        if parts in value:
            content[parts] = [{"id": bound.id, **bound.value} for bound in value[parts].bound_blocks]
    return content
