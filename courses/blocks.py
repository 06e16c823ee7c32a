"""What a lesson is made of. Every block has the fields of content/README.md under the same names."""

from wagtail import blocks
from wagtail.images.blocks import ImageBlock as WagtailImageBlock
from wagtail.snippets.blocks import SnippetChooserBlock

from declaration.principles import PRINCIPLE_CHOICES

from .questions import OptionBlock

TEXT = ["h2", "h3", "bold", "italic", "ol", "ul", "link"]
PLAIN = ["bold", "italic", "ol", "ul", "link"]


def _rich(**kwargs):
    return blocks.RichTextBlock(features=PLAIN, **kwargs)


class SourceListBlock(blocks.ListBlock):
    """The sources of a fact or a story, chosen from the managed list."""

    def __init__(self, **kwargs):
        super().__init__(SnippetChooserBlock("courses.Source"), **kwargs)


class KeyFactBlock(blocks.StructBlock):
    fact = blocks.TextBlock(max_length=400)
    sources = SourceListBlock()

    class Meta:
        icon = "info-circle"
        template = "courses/blocks/key_fact.html"


class QuotationBlock(blocks.StructBlock):
    quote = blocks.TextBlock(max_length=500)
    attribution = blocks.CharBlock(max_length=200, help_text="Name, and office at the time.")
    said_on = blocks.CharBlock(max_length=40, required=False)
    source = SnippetChooserBlock("courses.Source")

    class Meta:
        icon = "openquote"
        template = "courses/blocks/quotation.html"


class CaseStudyBlock(blocks.StructBlock):
    title = blocks.CharBlock(max_length=120)
    story = _rich()
    lesson = blocks.TextBlock(max_length=400)
    sources = SourceListBlock()

    class Meta:
        icon = "doc-full"
        template = "courses/blocks/case_study.html"


class ChecklistBlock(blocks.StructBlock):
    title = blocks.CharBlock(max_length=120)
    intro = blocks.TextBlock(required=False)
    items = blocks.ListBlock(blocks.CharBlock(max_length=300))

    class Meta:
        icon = "list-ul"
        template = "courses/blocks/checklist.html"


class DetailsBlock(blocks.StructBlock):
    summary = blocks.CharBlock(max_length=120)
    body = _rich()

    class Meta:
        icon = "arrow-down"
        template = "courses/blocks/details.html"


class InsetBlock(blocks.StructBlock):
    body = _rich()

    class Meta:
        icon = "bars"
        template = "courses/blocks/inset.html"


class WarningBlock(blocks.StructBlock):
    text = blocks.TextBlock(max_length=400)

    class Meta:
        icon = "warning"
        template = "courses/blocks/warning.html"


class TableBlock(blocks.StructBlock):
    caption = blocks.CharBlock(max_length=200)
    header = blocks.ListBlock(blocks.CharBlock(max_length=120))
    rows = blocks.ListBlock(blocks.ListBlock(blocks.CharBlock(required=False)))

    class Meta:
        icon = "table"
        template = "courses/blocks/table.html"


class ImageBlock(blocks.StructBlock):
    image = WagtailImageBlock()
    caption = blocks.CharBlock(required=False)

    class Meta:
        icon = "image"
        template = "courses/blocks/image.html"


class KnowledgeCheckBlock(blocks.StructBlock):
    kind = blocks.ChoiceBlock(
        choices=[("single", "One right answer"), ("multiple", "Several right answers"), ("true_false", "True or false")]
    )
    prompt = blocks.TextBlock()
    options = blocks.ListBlock(OptionBlock(), min_num=2, max_num=6)
    explanation = blocks.TextBlock(required=False)
    required = blocks.BooleanBlock(
        required=False, help_text="Must be answered before the lesson can be marked complete."
    )

    class Meta:
        icon = "help"
        template = "courses/blocks/knowledge_check.html"


class PromptBlock(blocks.StructBlock):
    officer = blocks.TextBlock()
    councillor = blocks.TextBlock()


class ReflectionBlock(PromptBlock):
    class Meta:
        icon = "edit"
        template = "courses/blocks/reflection.html"


class DiscussionBlock(PromptBlock):
    class Meta:
        icon = "group"
        template = "courses/blocks/discussion.html"


class ChoiceOfStepBlock(blocks.StructBlock):
    text = blocks.TextBlock()
    consequence = _rich()
    next = blocks.CharBlock(required=False, help_text="Id of the step that follows.")


class StepBlock(blocks.StructBlock):
    situation = _rich()
    choices = blocks.ListBlock(ChoiceOfStepBlock(), min_num=2, max_num=5)


class ScenarioBlock(blocks.StructBlock):
    title = blocks.CharBlock(max_length=120)
    steps = blocks.ListBlock(StepBlock(), min_num=1, max_num=6)
    debrief = _rich()

    class Meta:
        icon = "crosshairs"
        template = "courses/blocks/scenario.html"


class GroupBlock(blocks.StructBlock):
    title = blocks.CharBlock(max_length=120)


class SortingItemBlock(blocks.StructBlock):
    text = blocks.TextBlock()
    group = blocks.CharBlock(help_text="Id of the group where it belongs.")
    feedback = blocks.TextBlock()


class SortingBlock(blocks.StructBlock):
    title = blocks.CharBlock(max_length=120)
    instruction = blocks.TextBlock()
    groups = blocks.ListBlock(GroupBlock(), min_num=2, max_num=4)
    items = blocks.ListBlock(SortingItemBlock(), min_num=3, max_num=12)

    class Meta:
        icon = "list-ol"
        template = "courses/blocks/sorting.html"


class CardBlock(blocks.StructBlock):
    title = blocks.CharBlock(max_length=120)
    principle = blocks.ChoiceBlock(choices=PRINCIPLE_CHOICES, required=False)
    body = _rich()


class CardsBlock(blocks.StructBlock):
    title = blocks.CharBlock(max_length=120)
    cards = blocks.ListBlock(CardBlock(), min_num=2, max_num=8)

    class Meta:
        icon = "copy"
        template = "courses/blocks/cards.html"


class StatementBlock(blocks.StructBlock):
    text = blocks.TextBlock()
    principle = blocks.ChoiceBlock(choices=PRINCIPLE_CHOICES)
    modules = blocks.ListBlock(blocks.CharBlock(), help_text="Codes of the modules to suggest.")


class SelfAssessmentBlock(blocks.StructBlock):
    title = blocks.CharBlock(max_length=120)
    intro = blocks.TextBlock()
    scale = blocks.ListBlock(blocks.CharBlock(), min_num=4, max_num=4)
    statements = blocks.ListBlock(StatementBlock(), min_num=2, max_num=20)

    class Meta:
        icon = "form"
        template = "courses/blocks/self_assessment.html"


class NextStepBlock(blocks.StructBlock):
    title = blocks.CharBlock(max_length=120)
    prompt = blocks.TextBlock()
    good = blocks.TextBlock()

    class Meta:
        icon = "date"
        template = "courses/blocks/next_step.html"


LESSON_BLOCKS = [
    ("text", blocks.RichTextBlock(features=TEXT, template="courses/blocks/text.html")),
    ("key_fact", KeyFactBlock()),
    ("quotation", QuotationBlock()),
    ("case_study", CaseStudyBlock()),
    ("checklist", ChecklistBlock()),
    ("details", DetailsBlock()),
    ("inset", InsetBlock()),
    ("warning", WarningBlock()),
    ("table", TableBlock()),
    ("image", ImageBlock()),
    ("knowledge_check", KnowledgeCheckBlock()),
    ("reflection", ReflectionBlock()),
    ("discussion", DiscussionBlock()),
    ("scenario", ScenarioBlock()),
    ("sorting", SortingBlock()),
    ("cards", CardsBlock()),
    ("self_assessment", SelfAssessmentBlock()),
    ("next_step", NextStepBlock()),
]
