"""What a lesson is made of. Every block has the fields of content/README.md under the same names, and shows an example of
itself where editors choose it."""

from django.apps import apps
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageBlock as WagtailImageBlock
from wagtail.snippets.blocks import SnippetChooserBlock

from declaration.principles import PRINCIPLE_CHOICES

from .examples import EXAMPLES
from .questions import OptionBlock

TEXT = ["h2", "h3", "bold", "italic", "ol", "ul", "link"]
PLAIN = ["bold", "italic", "ol", "ul", "link"]
WORDS, ACTIVITIES, EVIDENCE, MEDIA = "Words", "Activities", "Evidence", "Pictures and files"
TITLE = {"max_length": 120}


def _numbers(name, most):
    """Entries of one block point at each other by their number, as the editor sees them."""
    return [(str(number), f"{name} {number}") for number in range(1, most + 1)]


def module_choices():
    modules = apps.get_model("courses", "ModulePage").objects.order_by("path")
    return [(code, f"{title} ({code})") for code, title in modules.values_list("code", "draft_title")]


def _rich(**kwargs):
    return blocks.RichTextBlock(features=PLAIN, **kwargs)


class SourceListBlock(blocks.ListBlock):
    """The sources of a fact or a story, chosen from the managed list."""

    def __init__(self, **kwargs):
        super().__init__(SnippetChooserBlock("courses.Source", label="Source"), label="Sources", **kwargs)


class KeyFactBlock(blocks.StructBlock):
    fact = blocks.TextBlock(max_length=400, rows=2, help_text="One sentence that names its own date.")
    sources = SourceListBlock()

    class Meta:
        icon = "info-circle"
        group = EVIDENCE
        label = "Key fact"
        template = "courses/blocks/key_fact.html"
        preview_value = EXAMPLES["key_fact"]
        description = "One fact that stays in mind, with where it comes from."


class QuotationBlock(blocks.StructBlock):
    quote = blocks.TextBlock(max_length=500, rows=3, help_text="Word for word, without quotation marks.")
    attribution = blocks.CharBlock(
        max_length=200, help_text="Name, and office at the time: “Jo Bloggs, then leader of …”."
    )
    said_on = blocks.CharBlock(
        max_length=40, required=False, help_text="As exactly as it is known: 2018, 2018-07 or 2018-07-04."
    )
    source = SnippetChooserBlock("courses.Source")

    class Meta:
        icon = "openquote"
        group = EVIDENCE
        label = "Quotation"
        template = "courses/blocks/quotation.html"
        preview_value = EXAMPLES["quotation"]
        description = "What somebody said, with their office and the date."


class CaseStudyBlock(blocks.StructBlock):
    title = blocks.CharBlock(**TITLE)
    story = _rich(
        help_text="What happened, in three short paragraphs at most. A hard case is told as its auditor told it."
    )
    lesson = blocks.TextBlock(max_length=400, rows=2, label="What to take from it", help_text="One or two sentences.")
    sources = SourceListBlock()

    class Meta:
        icon = "doc-full"
        group = EVIDENCE
        label = "Case study"
        template = "courses/blocks/case_study.html"
        preview_value = EXAMPLES["case_study"]
        description = "A council’s story, and what to take from it."


class ChecklistBlock(blocks.StructBlock):
    title = blocks.CharBlock(help_text="For example: Five questions for the next board.", **TITLE)
    intro = blocks.TextBlock(required=False, rows=2)
    items = blocks.ListBlock(blocks.CharBlock(max_length=300), min_num=2, max_num=12)

    class Meta:
        icon = "tasks"
        group = WORDS
        label = "Checklist"
        template = "courses/blocks/checklist.html"
        preview_value = EXAMPLES["checklist"]
        description = "Things to do or ask, to be used again at work."


class DetailsBlock(blocks.StructBlock):
    summary = blocks.CharBlock(help_text="What opens it: “What the Act says”.", **TITLE)
    body = _rich(help_text="Only what not every reader needs.")

    class Meta:
        icon = "arrow-down"
        group = WORDS
        label = "Details"
        template = "courses/blocks/details.html"
        preview_value = EXAMPLES["details"]
        description = "More for those who want it, closed at first."


class InsetBlock(blocks.StructBlock):
    body = _rich(help_text="One short paragraph that should stand out.")

    class Meta:
        icon = "bars"
        group = WORDS
        label = "Inset text"
        template = "courses/blocks/inset.html"
        preview_value = EXAMPLES["inset"]
        description = "A paragraph set apart from the text around it."


class WarningBlock(blocks.StructBlock):
    text = blocks.TextBlock(
        max_length=400, rows=2, help_text="Only for what has consequences: a duty, a deadline, a risk."
    )

    class Meta:
        icon = "warning"
        group = WORDS
        label = "Warning"
        template = "courses/blocks/warning.html"
        preview_value = EXAMPLES["warning"]
        description = "Something that has consequences when it is overlooked."


class TableBlock(blocks.StructBlock):
    caption = blocks.CharBlock(max_length=200, help_text="What the table shows, so that it can be understood alone.")
    header = blocks.ListBlock(blocks.CharBlock(max_length=120), min_num=2, max_num=6, label="Column headings")
    rows = blocks.ListBlock(
        blocks.ListBlock(blocks.CharBlock(required=False), label="Row"),
        max_num=30,
        help_text="As many cells as headings.",
    )

    class Meta:
        icon = "table"
        group = WORDS
        label = "Table"
        template = "courses/blocks/table.html"
        preview_value = EXAMPLES["table"]
        description = "Rows and columns, with a caption."


class ImageBlock(blocks.StructBlock):
    image = WagtailImageBlock(
        help_text="Say in the alternative text what the picture tells, or mark it as decorative if it tells nothing."
    )
    caption = blocks.CharBlock(max_length=300, required=False, help_text="With who made it and under which licence.")

    class Meta:
        icon = "image"
        group = MEDIA
        label = "Image"
        template = "courses/blocks/image.html"
        description = "A picture, with words for those who cannot see it."


class VideoBlock(blocks.StructBlock):
    title = blocks.CharBlock(help_text="What one will see: “A chief executive on saying no”.", **TITLE)
    video = DocumentChooserBlock(help_text="An MP4 file, five minutes at most.")
    captions = DocumentChooserBlock(
        required=False, help_text="A VTT file. Without captions the lesson is not published."
    )
    transcript = _rich(
        required=False, help_text="Everything that is said and shown. Without it the lesson is not published."
    )

    class Meta:
        icon = "media"
        group = MEDIA
        label = "Video"
        template = "courses/blocks/video.html"
        description = "A short film with captions and a transcript."


class DocumentBlock(blocks.StructBlock):
    title = blocks.CharBlock(help_text="What the file is, as a link: “Model terms of reference”.", **TITLE)
    document = DocumentChooserBlock(
        help_text="Better still, put the words into the lesson: files are hard to read on a phone."
    )

    class Meta:
        icon = "doc-full-inverse"
        group = MEDIA
        label = "Document"
        template = "courses/blocks/document.html"
        description = "A file to take away."


class KnowledgeCheckBlock(blocks.StructBlock):
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


class PromptBlock(blocks.StructBlock):
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
    consequence = _rich(label="What follows")
    next = blocks.ChoiceBlock(
        choices=_numbers("Step", 6), required=False, label="Leads to", help_text="Leave it empty where the story ends."
    )

    class Meta:
        label = "Choice"
        label_format = "{text}"


class StepBlock(blocks.StructBlock):
    situation = _rich()
    choices = blocks.ListBlock(ChoiceOfStepBlock(), min_num=2, max_num=5)

    class Meta:
        label = "Step"


class ScenarioBlock(blocks.StructBlock):
    title = blocks.CharBlock(**TITLE)
    steps = blocks.ListBlock(
        StepBlock(),
        min_num=1,
        max_num=6,
        help_text="The first one is step 1, the next step 2. The story starts at step 1.",
    )
    debrief = _rich(label="Looking back", help_text="What was at stake, whichever way one went.")

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


class SortingBlock(blocks.StructBlock):
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


class CardBlock(blocks.StructBlock):
    title = blocks.CharBlock(**TITLE)
    principle = blocks.ChoiceBlock(
        choices=PRINCIPLE_CHOICES,
        required=False,
        help_text="Puts the Declaration’s own words on the card: do not repeat them.",
    )
    body = _rich()

    class Meta:
        label = "Card"
        label_format = "{title}"


class CardsBlock(blocks.StructBlock):
    title = blocks.CharBlock(**TITLE)
    cards = blocks.ListBlock(CardBlock(), min_num=2, max_num=8)

    class Meta:
        icon = "copy"
        group = WORDS
        label = "Cards"
        template = "courses/blocks/cards.html"
        preview_value = EXAMPLES["cards"]
        description = "A few ideas side by side."


class StatementBlock(blocks.StructBlock):
    text = blocks.TextBlock(rows=2, help_text="In the first person: “I know who …”.")
    principle = blocks.ChoiceBlock(choices=PRINCIPLE_CHOICES)
    modules = blocks.ListBlock(
        blocks.ChoiceBlock(choices=module_choices, label="Module"), help_text="Suggested to those who rate it low."
    )

    class Meta:
        label = "Statement"
        label_format = "{text}"


class SelfAssessmentBlock(blocks.StructBlock):
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


class NextStepBlock(blocks.StructBlock):
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


LESSON_BLOCKS = [
    (
        "text",
        blocks.RichTextBlock(
            features=TEXT,
            template="courses/blocks/text.html",
            group=WORDS,
            icon="pilcrow",
            preview_value=EXAMPLES["text"],
            description="Headings, paragraphs, lists and links.",
        ),
    ),
    ("checklist", ChecklistBlock()),
    ("cards", CardsBlock()),
    ("table", TableBlock()),
    ("details", DetailsBlock()),
    ("inset", InsetBlock()),
    ("warning", WarningBlock()),
    ("key_fact", KeyFactBlock()),
    ("quotation", QuotationBlock()),
    ("case_study", CaseStudyBlock()),
    ("knowledge_check", KnowledgeCheckBlock()),
    ("scenario", ScenarioBlock()),
    ("sorting", SortingBlock()),
    ("reflection", ReflectionBlock()),
    ("discussion", DiscussionBlock()),
    ("self_assessment", SelfAssessmentBlock()),
    ("next_step", NextStepBlock()),
    ("image", ImageBlock()),
    ("video", VideoBlock()),
    ("document", DocumentBlock()),
]
