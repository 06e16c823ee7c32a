"""The tree to and from the HTML subset that Wagtail's rich text keeps: h2 h3 p ul ol li b i a."""

from html import escape
from html.parser import HTMLParser

from courses.markdown.reading import DEEPEST
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
    groups,
    internal,
    tidy,
    united,
)

STYLES = {"b": "bold", "strong": "bold", "i": "italic", "em": "italic"}
TAGS = {"bold": "b", "italic": "i"}
BLOCKS = {"p": Paragraph, "h2": lambda runs: Heading(2, runs), "h3": lambda runs: Heading(3, runs)}
LISTS = {"ul", "ol"}
KEPT = {*STYLES, *BLOCKS, *LISTS, "li", "a"}


def to_html(blocks, link=None):
    """`link(kind, ref)` gives an internal link's attributes, and raises LookupError for one that leads nowhere."""
    return "".join(_block(block, link or (lambda kind, ref: {"href": f"{kind}:{ref}"})) for block in blocks)


def _block(block, link):
    if isinstance(block, List):
        tag = "ol" if block.ordered else "ul"
        items = (f"<li>{_inline(i.runs, link)}{''.join(_block(x, link) for x in i.lists)}</li>" for i in block.items)
        return f"<{tag}>{''.join(items)}</{tag}>"
    tag = f"h{block.level}" if isinstance(block, Heading) else "p"
    return f"<{tag}>{_inline(block.runs, link)}</{tag}>"


def _inline(runs, link, inside=()):
    out = []
    for style, value, members in groups(runs, inside):
        if style is None:
            out.append(escape(value, quote=False))
            continue
        tag = TAGS.get(style, "a")
        attributes = _anchor(value, link) if style == "href" else ""
        out.append(f"<{tag}{attributes}>{_inline(members, link, (*inside, style))}</{tag}>")
    return "".join(out)


def _anchor(href, link):
    target = internal(href)
    attributes = link(*target) if target else {"href": href}
    return "".join(f' {name}="{escape(str(value))}"' for name, value in attributes.items())


def from_html(html, ref=None):
    """The blocks of rich text. `ref(attributes)` gives the target of an anchor. Line breaks become spaces, block keys
    are dropped; all else outside the subset is refused with MarkdownError."""
    reader = _Reader(ref or (lambda attributes: attributes.get("href", "")))
    reader.feed(html)
    reader.close()
    return reader.blocks()


class _Reader(HTMLParser):
    def __init__(self, ref):
        super().__init__(convert_charrefs=True)
        self.ref, self.troubles, self.found = ref, [], []
        self.open, self.runs, self.lists, self.href = [], [], [], ""

    def blocks(self):
        if self.open:
            self.trouble("html", f"<{self.open[-1]}> is never closed.")
        self.end_of_words(Paragraph)
        if self.troubles:
            raise MarkdownError(self.troubles)
        return united(self.found)

    def trouble(self, code, message):
        self.troubles.append(Trouble(self.getpos()[0], code, message))

    def handle_starttag(self, tag, attrs):
        if tag == "br":
            self.handle_data(" ")
        elif tag in LISTS:
            self.start_list()
        elif tag == "a":
            self.href = self.target(dict(attrs))
        elif tag in BLOCKS and not self.lists:
            self.end_of_words(Paragraph)
        elif tag == "li" and self.open and self.open[-1] in LISTS:
            self.no_loose_words()
        elif tag not in STYLES:
            self.trouble("html", f"<{tag}> is not kept here.")
        if tag in KEPT:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if tag not in KEPT:
            return
        if not self.open or self.open.pop() != tag:
            self.trouble("html", f"</{tag}> closes nothing.")
        elif tag == "a":
            self.href = ""
        elif tag in BLOCKS:
            self.end_of_words(BLOCKS[tag])
        elif tag == "li" and self.lists:
            self.end_of_item()
        elif tag in LISTS and self.lists:
            self.end_of_list(tag == "ol")

    def handle_comment(self, text):
        self.trouble("html", "A comment is not kept here.")

    handle_decl = handle_pi = unknown_decl = handle_comment

    def handle_data(self, text):
        styles = {STYLES[tag]: True for tag in self.open if tag in STYLES}
        self.runs.append(Run(text, href=self.href, **styles))

    def target(self, attributes):
        href = address(self.ref(attributes) or "")
        if not (internal(href) or EXTERNAL.match(href)):
            self.trouble("broken-link", f"A link leads nowhere ({href or 'no address'}).")
        return href

    def end_of_words(self, block):
        runs, self.runs = tidy(self.runs), []
        if runs:
            self.found.append(block(runs))

    def start_list(self):
        if len(self.lists) >= DEEPEST:
            self.trouble("html", "Lists stand too deep inside one another.")
        if not self.lists:
            self.end_of_words(Paragraph)
        self.lists.append([self.runs, [], []])
        self.runs = []

    def end_of_item(self):
        """An item's words may come before its inner lists only; `lists` keeps [outer words, items, inner lists]."""
        level = self.lists[-1]
        level[1].append(Item(tidy(self.runs), united(level[2])))
        level[2], self.runs = [], []

    def no_loose_words(self):
        if tidy(self.runs):
            self.trouble("html", "Words in a list stand inside an item.")
        self.runs = []

    def end_of_list(self, ordered):
        self.no_loose_words()
        words, items, _ = self.lists.pop()
        made = List(ordered, tuple(items))
        self.runs = [*words, Run(" ")] if self.lists else []
        (self.lists[-1][2] if self.lists else self.found).append(made)
