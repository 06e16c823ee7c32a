"""Markdown text to its tree. Everything outside the dialect is refused with its line."""

import re
from functools import lru_cache

from markdown_it import MarkdownIt

from courses.markdown.tree import (
    EXTERNAL,
    Heading,
    Item,
    List,
    MarkdownError,
    Paragraph,
    Run,
    Trouble,
    address,
    internal,
    tidy,
    united,
)

REFUSED = {
    "html_block": (
        "html",
        "HTML is not kept here; write Markdown (a comment such as <!-- text: id --> stands on its own line).",
    ),
    "html_inline": ("html", "HTML is not kept here; write Markdown, or put a backslash before the <."),
    "image": ("image", "An image cannot stand in Markdown."),
    "code_inline": ("code", "Backticks (code) are not kept; use **bold** or quotation marks."),
    "code_block": ("code", "A line that starts with four spaces is read as code; take the spaces away."),
    "fence": ("code", "A fenced block cannot stand here."),
    "hr": ("rule", "A horizontal rule is not kept; start a heading or a new block."),
    "blockquote_open": ("blockquote", "A > quotation is not kept; use a quotation block with its source."),
    "hardbreak": (
        "hard-break",
        "A line break inside a paragraph is not kept; take away the spaces or backslash at the line's end.",
    ),
}
STRAY = (
    (
        re.compile(r"\]\("),
        "broken-link",
        "A broken link: write [words](https://…), [words](module:m05), [words](lesson:m05/l02) or [words](page:help).",
    ),
    (
        re.compile(r"\*\*|__"),
        "stray-mark",
        "These ** make nothing bold: they need a partner, and no space inside. A real asterisk needs a backslash.",
    ),
    (re.compile(r"`"), "stray-mark", "A stray backtick: take it away, or put a backslash before it."),
)
# Words that would nest deeper than maxNesting are dropped by the parser, so it must be far beyond what is refused here.
PARSER = MarkdownIt("commonmark", {"maxNesting": 100}).disable("text_join")
DEEPEST = 4


@lru_cache(maxsize=4096)
def parse(text):
    """The blocks of a text. Raises MarkdownError with every trouble in it. Each rule reads the same texts, so they are kept."""
    return _Reader(text).blocks()


class _Reader:
    def __init__(self, text):
        self.references = {}
        self.tokens = iter(PARSER.parse(text, self.references))
        self.troubles = []
        self.line, self.depth = 1, 0

    def blocks(self):
        found = united(self.until(None))
        if self.references.get("references"):
            self.trouble("reference-link", "A link's address stands beside its words: [words](https://…).")
        if self.troubles:
            raise MarkdownError(self.troubles)
        return found

    def trouble(self, code, message):
        self.troubles.append(Trouble(self.line, code, message))

    def until(self, end):
        """The blocks up to the closing token; `end` is its type."""
        found = []
        for token in self.tokens:
            if token.map:
                self.line = token.map[0] + 1
            if token.type == end:
                break
            if token.type in REFUSED:
                self.trouble(*REFUSED[token.type])
            elif token.type == "heading_open":
                found.append(self.heading(token))
            elif token.type == "paragraph_open":
                found.append(Paragraph(self.runs()))
            elif token.type in ("bullet_list_open", "ordered_list_open"):
                found.append(self.list(token))
        return found

    def heading(self, token):
        if token.markup not in ("##", "###"):
            self.trouble("heading-level", "Headings are ## and ### only; the page's title is the level above.")
        return Heading(min(max(int(token.tag[1]), 2), 3), self.runs())

    def list(self, token):
        ordered = token.type == "ordered_list_open"
        if token.markup not in ("-", "."):
            self.trouble("list-mark", "Start the items of a list with - or 1.")
        if token.attrGet("start") is not None:
            self.trouble("list-number", "A numbered list starts at 1.")
        self.depth += 1
        if self.depth > DEEPEST:
            self.trouble("list-depth", "Lists stand too deep inside one another.")
        items = []
        for inner in self.tokens:
            if inner.type == token.type.replace("open", "close"):
                break
            items.append(self.item(self.until("list_item_close")))
        self.depth -= 1
        return List(ordered, tuple(items))

    def item(self, blocks):
        first, rest = (blocks[:1], blocks[1:]) if blocks and isinstance(blocks[0], Paragraph) else ([], blocks)
        if any(not isinstance(block, List) for block in rest):
            self.trouble("list-item", "A list item is one paragraph, with perhaps a list under it.")
        runs = first[0].runs if first else ()
        if not runs:
            self.trouble("list-item", "A list item needs words.")
        return Item(runs, united(block for block in rest if isinstance(block, List)))

    def runs(self):
        """The styled letters of the inline token that comes next."""
        token = next(self.tokens)
        self.line = token.map[0] + 1
        if token.content.startswith("|"):
            self.trouble("table", "A table cannot stand in Markdown; use a table block.")
        style, runs = {"bold": False, "italic": False, "href": ""}, []
        for child in token.children:
            if child.type in REFUSED:
                self.trouble(*REFUSED[child.type])
            elif child.type == "softbreak":
                runs.append(Run(" ", **style))
            elif child.type in ("text", "text_special"):
                self.look_for_strays(child)
                runs.append(Run(child.content, **style))
            else:
                style |= self.change(child)
            self.line += child.type in ("softbreak", "hardbreak")
        self.line = token.map[0] + 1
        return tidy(runs)

    def look_for_strays(self, child):
        for pattern, code, message in STRAY:
            if child.type == "text" and pattern.search(child.content):
                self.trouble(code, message)

    def change(self, child):
        if child.markup in ("_", "__"):
            self.trouble(
                "underscore", "Write *italic* and **bold** with asterisks; put a backslash before a real underscore."
            )
        if child.type == "link_open":
            return {"href": self.href(child)}
        return {
            "link_close": {"href": ""},
            "strong_open": {"bold": True},
            "strong_close": {"bold": False},
            "em_open": {"italic": True},
            "em_close": {"italic": False},
        }[child.type]

    def href(self, child):
        href = address(child.attrGet("href"))
        if child.markup == "autolink" or child.attrGet("title"):
            self.trouble("broken-link", "Write a link as [words](address), without a title or angle brackets.")
        if not (internal(href) or EXTERNAL.match(href)):
            self.trouble(
                "broken-link", f"“{href}” is no address: use https://…, module:m05, lesson:m05/l02 or page:help."
            )
        return href
