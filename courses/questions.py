"""The kinds of question that an assessment asks. Options, items and pairs are list items, so each carries a stable UUID."""

from wagtail import blocks

OUTCOMES = [(f"o{n}", f"Outcome {n}") for n in range(1, 10)]


class OptionBlock(blocks.StructBlock):
    text = blocks.TextBlock(
        rows=2, max_length=400, help_text="About as long as the other options, so that length gives nothing away."
    )
    correct = blocks.BooleanBlock(required=False, label="This is right")
    feedback = blocks.TextBlock(required=False, rows=2, help_text="Why it is right, or what it overlooks.")

    class Meta:
        label = "Option"
        label_format = "{text}"


class ItemBlock(blocks.StructBlock):
    text = blocks.TextBlock(rows=2, max_length=400)
    feedback = blocks.TextBlock(required=False, rows=2, help_text="Why it comes here.")

    class Meta:
        label = "Item"
        label_format = "{text}"


class PairBlock(blocks.StructBlock):
    left = blocks.TextBlock(rows=2, max_length=200)
    right = blocks.TextBlock(rows=2, max_length=400)
    feedback = blocks.TextBlock(required=False, rows=2, help_text="Why they belong together.")

    class Meta:
        label = "Pair"
        label_format = "{left}: {right}"


class QuestionBlock(blocks.StructBlock):
    outcome = blocks.ChoiceBlock(choices=OUTCOMES, label="Tests", help_text="The outcomes are listed above.")
    scenario = blocks.TextBlock(
        required=False, rows=3, help_text="The situation, in two sentences: who, where, and what is to be decided."
    )
    prompt = blocks.TextBlock(rows=2, help_text="The question itself. For example: What do you ask first?")
    explanation = blocks.TextBlock(required=False, rows=2, help_text="The point to remember, shown with the result.")

    class Meta:
        label_format = "{outcome} {prompt}"


class SingleBlock(QuestionBlock):
    options = blocks.ListBlock(OptionBlock(), min_num=3, max_num=4, help_text="Three or four, one of them right.")

    class Meta:
        label = "One right answer"
        icon = "radio-full"


class MultipleBlock(QuestionBlock):
    options = blocks.ListBlock(
        OptionBlock(),
        min_num=4,
        max_num=5,
        help_text="Four or five, two or more of them right. Say “choose all that apply”.",
    )

    class Meta:
        label = "Several right answers"
        icon = "tasks"


class TrueFalseBlock(QuestionBlock):
    options = blocks.ListBlock(OptionBlock(), min_num=2, max_num=2, help_text="“True” first, then “False”.")

    class Meta:
        label = "True or false"
        icon = "check"


class OrderBlock(QuestionBlock):
    items = blocks.ListBlock(
        ItemBlock(), min_num=3, max_num=7, help_text="In the right order; learners see them mixed."
    )

    class Meta:
        label = "Put in order"
        icon = "list-ol"


class MatchBlock(QuestionBlock):
    pairs = blocks.ListBlock(PairBlock(), min_num=3, max_num=7)

    class Meta:
        label = "Match"
        icon = "link"


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
