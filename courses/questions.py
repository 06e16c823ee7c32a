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
