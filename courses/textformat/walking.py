"""Through a block's or question's fields by the schema: its words, its Markdown, its lists of siblings."""

from courses.markdown import MarkdownError, parse, plain
from courses.textformat import schema


def leaves(kind, value):
    """Every single value as `(kind, value)`, in reading order. Records may be dicts or dataclasses."""
    if isinstance(kind, schema.Optional):
        yield from leaves(kind.kind, value)
    elif isinstance(kind, schema.ListOf):
        for entry in value or ():
            yield from leaves(kind.of, entry)
    elif isinstance(kind, schema.Record):
        fields = value if isinstance(value, dict) else vars(value)
        for name, of in kind.fields.items():
            if name in fields:
                yield from leaves(of, fields[name])
    else:
        yield kind, value


def block_leaves(block):
    """The leaves of a block; nothing for a type that the text format does not have."""
    known = schema.BLOCKS.get(block.type)
    return leaves(known, block.fields) if known else ()


def question_leaves(question):
    return leaves(schema.QUESTION, question)


def prose(found):
    """The words of leaves, a string for each paragraph or item."""
    for kind, value in found:
        if isinstance(kind, schema.Text) and value:
            yield value
        elif isinstance(kind, schema.Markdown) and value:
            yield from _spoken(value).splitlines()


def words_met(found):
    """How many words of leaves one learner meets."""
    return sum(kind.met * len(text.split()) for kind, value in found for text in prose([(kind, value)]))


def markdowns(found):
    """Each Markdown of leaves as `(kind, text)`."""
    return ((kind, value) for kind, value in found if isinstance(kind, schema.Markdown) and value)


def _spoken(text):
    try:
        return plain(parse(text))
    except MarkdownError:
        return text
