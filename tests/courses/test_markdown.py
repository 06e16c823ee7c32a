"""The dialect: what it keeps, and what it refuses with its line."""

import pytest

from courses.markdown import MarkdownError, canonical, hrefs, html_of, markdown_of, parse, plain

KEPT = [
    ("One\nparagraph.\n\nAnother.", "<p>One paragraph.</p><p>Another.</p>"),
    ("## Part\n\n### Detail", "<h2>Part</h2><h3>Detail</h3>"),
    ("- one\n- two", "<ul><li>one</li><li>two</li></ul>"),
    ("1. one\n2. two\n   - three", "<ol><li>one</li><li>two<ul><li>three</li></ul></li></ol>"),
    ("**bold** and *italic*", "<p><b>bold</b> and <i>italic</i></p>"),
    ("***both***", "<p><b><i>both</i></b></p>"),
    ("[see **this**](https://example.org/a)", '<p><a href="https://example.org/a">see <b>this</b></a></p>'),
    ("[write](mailto:help@example.org)", '<p><a href="mailto:help@example.org">write</a></p>'),
    ("[next](lesson:m05/l02)", '<p><a href="lesson:m05/l02">next</a></p>'),
    (r"5 \* 3 \[sic\] a_b", "<p>5 * 3 [sic] a_b</p>"),
    ("Fish & chips < £10", "<p>Fish &amp; chips &lt; £10</p>"),
]


@pytest.mark.parametrize(("text", "html"), KEPT)
def test_what_the_dialect_keeps_becomes_html_and_comes_back(text, html):
    assert html_of(text) == html
    assert html_of(markdown_of(html)) == html
    assert markdown_of(html) == canonical(text)


REFUSED = [
    ("# Title", "heading-level"),
    ("Title\n=====", "heading-level"),
    ("#### Deep", "heading-level"),
    ("<b>bold</b>", "html"),
    ("<!-- a comment -->", "html"),
    ("![a cat](https://example.org/cat.png)", "image"),
    ("`code`", "code"),
    ("```\ncode\n```", "code"),
    ("    code", "code"),
    ("***", "rule"),
    ("> said", "blockquote"),
    ("one  \ntwo", "hard-break"),
    ("| a | b |", "table"),
    ("2. two", "list-number"),
    ("* one", "list-mark"),
    ("1) one", "list-mark"),
    ("- one\n\n  two", "list-item"),
    ("-\n- two", "list-item"),
    ("- 1\n  - 2\n    - 3\n      - 4\n        - 5", "list-depth"),
    ("_italic_", "underscore"),
    ("** not bold**", "stray-mark"),
    ("one ` two", "stray-mark"),
    ("[a](javascript:alert)", "broken-link"),
    ("[a](www.example.org)", "broken-link"),
    ("[a](leson:m01/l01)", "broken-link"),
    ('[a](https://example.org "title")', "broken-link"),
    ("<https://example.org>", "broken-link"),
    ("[a][b]\n\n[b]: https://example.org", "reference-link"),
]


@pytest.mark.parametrize(("text", "code"), REFUSED)
def test_what_the_dialect_has_not_is_refused(text, code):
    with pytest.raises(MarkdownError) as refused:
        parse(text)
    assert code in {trouble.code for trouble in refused.value.troubles}


def test_every_trouble_is_named_with_its_line():
    with pytest.raises(MarkdownError) as refused:
        parse("Fine.\n\nA line\nwith `code`\n\n# Title\n\n- one\n- <b>two</b>")
    lines = [(trouble.line, trouble.code) for trouble in refused.value.troubles]
    assert lines == [(4, "code"), (6, "heading-level"), (9, "html"), (9, "html")]


def test_internal_links_take_the_attributes_that_a_resolver_gives_and_give_them_back():
    html = html_of("[next](lesson:m05/l02)", lambda kind, ref: {"linktype": "page", "id": f"{kind}-{ref}"})
    assert html == '<p><a linktype="page" id="lesson-m05/l02">next</a></p>'
    assert markdown_of(html, lambda attributes: attributes["id"].replace("-", ":", 1)) == "[next](lesson:m05/l02)"


def test_a_link_that_leads_nowhere_stops_the_html():
    with pytest.raises(LookupError):
        html_of("[next](lesson:m05/l02)", lambda kind, ref: {}[ref])


FROM_EDITORS = [
    ('<p data-block-key="a1b2">Words</p>', "Words"),
    ("<p>a <b>b </b>c</p>", "a **b** c"),
    ("<p>a<br/>b</p><p></p><p> </p>", "a b"),
    ("<p>a\u00a0b</p>", "a b"),
    ("<p><strong>a</strong> <em>b</em></p>", "**a** *b*"),
    ("<ul><li>a</li></ul><ul><li>b</li><li></li></ul>", "- a\n- b"),
    ("<p># a</p><p>1. b</p><p>- c</p>", "\\# a\n\n1\\. b\n\n\\- c"),
    ('<p>Wow!<a href="https://example.org">x</a></p>', "Wow\\![x](https://example.org)"),
    ("<p>fo<b>“o”</b></p>", "f&#111;**“o”**"),
    ('<p><a href="https://example.org/a (b)">x</a></p>', "[x](https://example.org/a%20%28b%29)"),
]


@pytest.mark.parametrize(("html", "text"), FROM_EDITORS)
def test_what_editors_make_comes_out_canonical(html, text):
    assert markdown_of(html) == text
    assert canonical(text) == text


@pytest.mark.parametrize(
    "html",
    [
        "<p>a<img src='x'/></p>",
        "<div>a</div>",
        "<script>alert(1)</script>",
        "<p>a",
        "a</p>",
        "<ul>loose<li>a</li></ul>",
        "<li>a</li>",
        "<p><a>a</a></p>",
        '<p><a href="javascript:alert(1)">a</a></p>',
        "<p>a</p><!-- b -->",
        '<embed embedtype="image" id="1"/>',
    ],
)
def test_html_outside_the_subset_is_refused(html):
    with pytest.raises(MarkdownError):
        markdown_of(html)


def test_links_and_words_can_be_had_by_themselves():
    blocks = parse("## Part\n\nSee [a](page:help) and [*b*](module:m01).\n\n- one\n  - two")
    assert hrefs(blocks) == ("page:help", "module:m01")
    assert plain(blocks) == "Part\nSee a and b.\none\ntwo"
