"""The blocks that learners answer: they stay data until the page is made for its reader (see rendering.py)."""

from django.apps import apps
from wagtail import blocks

from declaration.principles import PRINCIPLE_CHOICES

from .bricks import ACTIVITIES, TITLE, ExampleBlock, rich
from .examples import EXAMPLES
from .questions import OptionBlock


def _numbers(name, most):
    """Entries of one block point at each other by their number, as the editor sees them."""
    return [(str(number), f"{name} {number}") for number in range(1, most + 1)]


def module_choices():
    modules = apps.get_model("courses", "ModulePage").objects.order_by("path")
    return [(code, f"{title} ({code})") for code, title in modules.values_list("code", "draft_title")]


class UnfoundBlock(ExampleBlock):
    """A search never finds its questions, its answers and what is said about them."""

    def get_searchable_content(self, value):
        return []


class KnowledgeCheckBlock(UnfoundBlock):
    kind = blocks.ChoiceBlock(
        choices=[("single", "One right answer"), ("multiple", "Several right answers"), ("true_false", "True or false")]
    )
    prompt = blocks.TextBlock(
        rows=2, help_text="A question with a situation in it. Where several answers are right: “Choose all that apply.”"
    )
    options = blocks.ListBlock(OptionBlock(), min_num=2, max_num=6)
    explanation = blocks.TextBlock(required=False, rows=2, help_text="The point to remember, shown with the result.")
    required = blocks.BooleanBlock(
        required=False,
        help_text="Must be answered, rightly or not, before the lesson can be marked complete.",
    )

    class Meta:
        icon = "help"
        group = ACTIVITIES
        label = "Knowledge check"
        template = "courses/blocks/knowledge_check.html"
        preview_value = EXAMPLES["knowledge_check"]
        description = "A question with feedback for every answer. It counts for nothing."
        form_layout = blocks.BlockGroup(children=["kind", "prompt", "options", "explanation"], settings=["required"])


class PromptBlock(ExampleBlock):
    officer = blocks.TextBlock(rows=2, label="For officers")
    councillor = blocks.TextBlock(rows=2, label="For councillors")


class ReflectionBlock(PromptBlock):
    class Meta:
        icon = "edit"
        group = ACTIVITIES
        label = "Reflection"
        template = "courses/blocks/reflection.html"
        preview_value = EXAMPLES["reflection"]
        description = "A question for the learner’s private log. One may skip it."


class DiscussionBlock(PromptBlock):
    class Meta:
        icon = "group"
        group = ACTIVITIES
        label = "Discussion prompt"
        template = "courses/blocks/discussion.html"
        preview_value = EXAMPLES["discussion"]
        description = "A question to take to a conversation at work."


class ChoiceOfStepBlock(blocks.StructBlock):
    text = blocks.TextBlock(rows=2, label="What one may do")
    consequence = rich(label="What follows")
    next = blocks.ChoiceBlock(
        choices=_numbers("Step", 6), required=False, label="Leads to", help_text="Leave it empty where the story ends."
    )

    class Meta:
        label = "Choice"
        label_format = "{text}"


class StepBlock(blocks.StructBlock):
    situation = rich()
    choices = blocks.ListBlock(ChoiceOfStepBlock(), min_num=2, max_num=5)

    class Meta:
        label = "Step"


class ScenarioBlock(UnfoundBlock):
    title = blocks.CharBlock(**TITLE)
    steps = blocks.ListBlock(
        StepBlock(),
        min_num=1,
        max_num=6,
        help_text="The first one is step 1, the next step 2. The story starts at step 1.",
    )
    debrief = rich(label="Looking back", help_text="What was at stake, whichever way one went.")

    class Meta:
        icon = "crosshairs"
        group = ACTIVITIES
        label = "Scenario"
        template = "courses/blocks/scenario.html"
        preview_value = EXAMPLES["scenario"]
        description = "A decision, and what follows from it."


class GroupBlock(blocks.StructBlock):
    title = blocks.CharBlock(**TITLE)

    class Meta:
        label = "Group"
        label_format = "{title}"


class SortingItemBlock(blocks.StructBlock):
    text = blocks.TextBlock(rows=2)
    group = blocks.ChoiceBlock(choices=_numbers("Group", 4), label="Belongs to")
    feedback = blocks.TextBlock(rows=2, help_text="Why it belongs there.")

    class Meta:
        label = "Item"
        label_format = "{text}"


class SortingBlock(UnfoundBlock):
    title = blocks.CharBlock(**TITLE)
    instruction = blocks.TextBlock(
        rows=2, help_text="For example: Which of these can a councillor ask for, and which not?"
    )
    groups = blocks.ListBlock(
        GroupBlock(), min_num=2, max_num=4, help_text="The first one is group 1, the next group 2. Items name them so."
    )
    items = blocks.ListBlock(SortingItemBlock(), min_num=3, max_num=12)

    class Meta:
        icon = "list-ol"
        group = ACTIVITIES
        label = "Sorting activity"
        template = "courses/blocks/sorting.html"
        preview_value = EXAMPLES["sorting"]
        description = "Things to put where they belong."


class StatementBlock(blocks.StructBlock):
    text = blocks.TextBlock(rows=2, help_text="In the first person: “I know who …”.")
    principle = blocks.ChoiceBlock(choices=PRINCIPLE_CHOICES)
    modules = blocks.ListBlock(
        blocks.ChoiceBlock(choices=module_choices, label="Module"), help_text="Suggested to those who rate it low."
    )

    class Meta:
        label = "Statement"
        label_format = "{text}"


class SelfAssessmentBlock(ExampleBlock):
    title = blocks.CharBlock(**TITLE)
    intro = blocks.TextBlock(rows=2)
    scale = blocks.ListBlock(
        blocks.CharBlock(max_length=60), min_num=4, max_num=4, help_text="Four answers, the lowest first."
    )
    statements = blocks.ListBlock(StatementBlock(), min_num=2, max_num=20)

    class Meta:
        icon = "form"
        group = ACTIVITIES
        label = "Self-assessment"
        template = "courses/blocks/self_assessment.html"
        preview_value = EXAMPLES["self_assessment"]
        description = "Statements that only the learner sees, and modules that may help."


class NextStepBlock(ExampleBlock):
    title = blocks.CharBlock(**TITLE)
    prompt = blocks.TextBlock(rows=2, help_text="For example: What will you ask at the next board, and by when?")
    good = blocks.TextBlock(rows=2, label="What a good one has", help_text="For example: It names a date and a person.")

    class Meta:
        icon = "date"
        group = ACTIVITIES
        label = "Next step"
        template = "courses/blocks/next_step.html"
        preview_value = EXAMPLES["next_step"]
        description = "One thing that the learner will do, private to them."
