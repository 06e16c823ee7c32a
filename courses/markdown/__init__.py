"""Our small Markdown: paragraphs, two levels of heading, lists, bold, italic, links. To the HTML that Wagtail's rich
text keeps, and back again. The canonical text of anything survives the journey letter for letter."""

from courses.markdown.html import from_html, to_html
from courses.markdown.reading import parse
from courses.markdown.tree import Heading, Item, List, MarkdownError, Paragraph, Run, Trouble, hrefs, internal, plain
from courses.markdown.writing import render

__all__ = [
    "Heading", "Item", "List", "MarkdownError", "Paragraph", "Run", "Trouble",
    "canonical", "from_html", "hrefs", "html_of", "internal", "markdown_of", "parse", "plain", "render", "to_html",
]  # fmt: skip


def html_of(text, link=None):
    """HTML. `link(kind, ref)` gives an internal link's attributes; without it, `href` is `lesson:m05/l02`."""
    return to_html(parse(text), link)


def markdown_of(html, ref=None):
    """Canonical Markdown. `ref(attributes)` gives an anchor's target; without it, its `href`."""
    return render(from_html(html, ref))


def canonical(text):
    """The one way of writing what `text` says. Raises MarkdownError."""
    return render(parse(text))
