"""What blocks have in common: their groups in the chooser, an example there, rich text without headings, a title."""

from wagtail import blocks

PLAIN = ["bold", "italic", "ol", "ul", "link"]
WORDS, ACTIVITIES, EVIDENCE, MEDIA = "Words", "Activities", "Evidence", "Pictures and files"
TITLE = {"max_length": 120}
PREVIEW = "courses/admin/block_preview.html"


def rich(**kwargs):
    return blocks.RichTextBlock(features=PLAIN, **kwargs)


class ExampleBlock(blocks.StructBlock):
    """Shown in the chooser by its `preview_value`, as readers will see it."""

    class Meta:
        preview_template = PREVIEW
