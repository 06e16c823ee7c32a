"""What a lesson is made of. Every block has the fields of content/README.md under the same names, and shows an example of
itself where editors choose it."""

from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageBlock as WagtailImageBlock
from wagtail.snippets.blocks import SnippetChooserBlock

from declaration.principles import PRINCIPLE_CHOICES

from .activities import (
    DiscussionBlock,
    KnowledgeCheckBlock,
    NextStepBlock,
    ReflectionBlock,
    ScenarioBlock,
    SelfAssessmentBlock,
    SortingBlock,
)
from .bricks import EVIDENCE, MEDIA, PREVIEW, TITLE, WORDS, ExampleBlock, rich
from .examples import EXAMPLES

TEXT = ["h2", "h3", "bold", "italic", "ol", "ul", "link"]


class SourceListBlock(blocks.ListBlock):
    """The sources of a fact or a story, chosen from the managed list."""

    def __init__(self, **kwargs):
        super().__init__(SnippetChooserBlock("courses.Source", label="Source"), label="Sources", **kwargs)


class KeyFactBlock(ExampleBlock):
    fact = blocks.TextBlock(max_length=400, rows=2, help_text="One sentence that names its own date.")
    sources = SourceListBlock()

    class Meta:
        icon = "info-circle"
        group = EVIDENCE
        label = "Key fact"
        template = "courses/blocks/key_fact.html"
        preview_value = EXAMPLES["key_fact"]
        description = "One fact that stays in mind, with where it comes from."


class QuotationBlock(ExampleBlock):
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


class CaseStudyBlock(ExampleBlock):
    title = blocks.CharBlock(**TITLE)
    story = rich(
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


class ChecklistBlock(ExampleBlock):
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


class DetailsBlock(ExampleBlock):
    summary = blocks.CharBlock(help_text="What opens it: “What the Act says”.", **TITLE)
    body = rich(help_text="Only what not every reader needs.")

    class Meta:
        icon = "arrow-down"
        group = WORDS
        label = "Details"
        template = "courses/blocks/details.html"
        preview_value = EXAMPLES["details"]
        description = "More for those who want it, closed at first."


class InsetBlock(ExampleBlock):
    body = rich(help_text="One short paragraph that should stand out.")

    class Meta:
        icon = "bars"
        group = WORDS
        label = "Inset text"
        template = "courses/blocks/inset.html"
        preview_value = EXAMPLES["inset"]
        description = "A paragraph set apart from the text around it."


class WarningBlock(ExampleBlock):
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


class TableBlock(ExampleBlock):
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
    transcript = rich(
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


class CardBlock(blocks.StructBlock):
    title = blocks.CharBlock(**TITLE)
    principle = blocks.ChoiceBlock(
        choices=PRINCIPLE_CHOICES,
        required=False,
        help_text="Puts the Declaration’s own words on the card: do not repeat them.",
    )
    body = rich()

    class Meta:
        label = "Card"
        label_format = "{title}"


class CardsBlock(ExampleBlock):
    title = blocks.CharBlock(**TITLE)
    cards = blocks.ListBlock(CardBlock(), min_num=2, max_num=8)

    class Meta:
        icon = "copy"
        group = WORDS
        label = "Cards"
        template = "courses/blocks/cards.html"
        preview_value = EXAMPLES["cards"]
        description = "A few ideas side by side."


LESSON_BLOCKS = [
    (
        "text",
        blocks.RichTextBlock(
            features=TEXT,
            template="courses/blocks/text.html",
            group=WORDS,
            icon="pilcrow",
            preview_template=PREVIEW,
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
