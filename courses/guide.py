"""The editors' guide, from `docs/editors/`, as a page of the CMS: for whoever works here, not for developers."""

import re
from functools import lru_cache

from django.conf import settings
from django.templatetags.static import static
from django.utils.text import slugify
from markdown_it import MarkdownIt

WHERE = settings.BASE_DIR / "docs" / "editors" / "README.md"
FOR_DEVELOPERS = "\n## Why it is as it is"
PICTURES, WRITTEN_FOR_FILES = "../images/", re.compile(r"\[([^\]]+)\]\(\.\./(?!images/)[^)]*\)")


@lru_cache
def guide() -> tuple[str, list[tuple[str, str]]]:
    """(HTML, its headings as anchor and words), read once: it belongs to the code. What only a reader of files can open is no link."""
    text = WHERE.read_text().split(FOR_DEVELOPERS)[0].split("\n", 1)[1]
    tokens = (reader := MarkdownIt("commonmark", {"html": False}).enable("table")).parse(
        WRITTEN_FOR_FILES.sub(r"\1", text)
    )
    headings = []
    for token, words in zip(tokens, [*tokens[1:], None], strict=True):
        if token.type == "heading_open":
            token.attrSet("id", slugify(words.content))
            headings.append((slugify(words.content), words.content))
        for picture in token.children or ():
            if picture.type == "image":
                picture.attrSet("src", static(picture.attrs["src"].replace(PICTURES, "guide/")))
    return reader.renderer.render(tokens, reader.options, {}), headings
