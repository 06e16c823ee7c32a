"""Whatever is written: Markdown to HTML and back loses nothing, or is refused."""

from hypothesis import given, settings
from hypothesis import strategies as st

from courses.markdown import (
    Heading,
    Item,
    List,
    MarkdownError,
    Paragraph,
    Run,
    canonical,
    from_html,
    html_of,
    markdown_of,
    parse,
    render,
    to_html,
)
from courses.markdown.tree import tidy, united

words = st.text(st.sampled_from("ab é“”‘’\"'*_`[]()<>&!#-+=|~1.\\:;,£ \n\u00a0"), min_size=1, max_size=12)
targets = st.sampled_from(
    ["", "", "", "https://example.org/a_b*c?d=1&e=2", "module:m05", "lesson:m05/l02", "page:help"]
)
run = st.builds(Run, words, st.booleans(), st.booleans(), targets)
runs = st.lists(run, min_size=1, max_size=5).map(tidy)
items = st.builds(Item, runs.filter(bool))
nested = st.builds(
    Item, runs.filter(bool), st.lists(st.builds(List, st.booleans(), st.tuples(items, items)), max_size=1).map(tuple)
)
lists = st.builds(List, st.booleans(), st.lists(nested, min_size=1, max_size=3).map(tuple))
block = st.one_of(st.builds(Heading, st.sampled_from([2, 3]), runs), st.builds(Paragraph, runs), lists)
texts = st.lists(block, max_size=4).map(united)

patient = settings(deadline=None)


def rendered(blocks):
    """The blocks' Markdown, or None for the rare neighbours that it cannot spell."""
    try:
        return render(blocks)
    except MarkdownError as refused:
        codes = {trouble.code for trouble in refused.troubles}
    assert codes == {"unspeakable"}
    return None


@patient
@given(texts)
def test_the_html_of_a_text_says_the_same(blocks):
    assert from_html(to_html(blocks)) == blocks


@patient
@given(texts)
def test_the_markdown_of_a_text_says_the_same_and_is_canonical(blocks):
    text = rendered(blocks)
    if text is not None:
        assert parse(text) == blocks
        assert canonical(text) == text
        assert markdown_of(html_of(text)) == text


@patient
@given(st.lists(st.builds(Run, words, st.booleans()), min_size=1, max_size=5).map(tidy).filter(bool))
def test_bold_alone_can_always_be_spelt(letters):
    assert rendered((Paragraph(letters),)) is not None


@patient
@given(st.text(st.sampled_from("ab*_`[]()<>!#-+=|~1.\\:& \n\t"), max_size=60))
def test_whatever_is_written_is_kept_or_refused(text):
    try:
        kept = canonical(text)
    except MarkdownError:
        return
    assert markdown_of(html_of(kept)) == kept == canonical(kept)


pieces = ["<p>", "</p>", "<b>", "</b>", "<ul>", "</ul>", "<ol>", "</ol>", "<li>", "</li>", "<h2>", "</h2>", "<br/>"]
pieces += [
    '<a href="page:help">',
    "<a>",
    "</a>",
    "<img>",
    "<!--",
    "-->",
    "&amp;",
    "&#0;",
    "<",
    "words ",
    "*",
    "<![CDATA[",
]


@patient
@given(st.lists(st.sampled_from(pieces), max_size=16).map("".join))
def test_whatever_html_comes_is_kept_or_refused(html):
    try:
        text = markdown_of(html)
    except MarkdownError:
        return
    assert canonical(text) == text
