"""From the text format to what a StreamField stores, by the schema: ids become UUIDs, Markdown becomes rich text."""

from courses.markdown import html_of
from courses.textformat import is_uuid, schema, uuid_for

from .media import raw


class Streams:
    """Turns blocks and questions into raw stream data; `ids` gathers {UUID: short id} for writing the text back.

    `link(kind, ref)` gives the attributes of an internal link, `sources` the primary key of each source by its key,
    and `file(kind, name)` that of a picture or document.
    A reference from one entry of a block to another (an item's group, the step that follows) becomes a number, as editors
    choose it. What was made in the CMS has its UUID for an id, and keeps it.
    """

    def __init__(self, link, sources=None, file=None):
        self.link = link
        self.sources = sources or {}
        self.file = file
        self.ids = {}
        self.numbered = []

    def lesson_body(self, module_id, lesson):
        path = (module_id, lesson.id)
        return [
            self._block(block.type, schema.BLOCKS[block.type], block.fields, (*path, block.id))
            for block in lesson.blocks
        ]

    def assessment(self, module):
        return [
            self._block(q.kind, schema.QUESTION, _given(vars(q)), (module.id, q.id), leave=("kind",))
            for q in module.questions
        ]

    def html(self, markdown):
        return html_of(markdown, self.link) if markdown else ""

    def _block(self, kind, record, fields, path, leave=()):
        self.numbered = [entry["id"] for entry in fields.get("groups") or fields.get("steps") or ()]
        value = raw(kind, self._fields(record, fields, path, leave))
        return {"type": kind, "id": self._uuid(path), "value": value["body"] if kind == "text" else value}

    def _fields(self, record, fields, path, leave=()):
        known = {name: of for name, of in record.fields.items() if name in fields and name not in ("id", *leave)}
        return {name: self._value(of, fields[name], path) for name, of in known.items()}

    def _value(self, kind, value, path):
        if isinstance(kind, schema.Optional):
            return self._value(kind.kind, value, path)
        if isinstance(kind, schema.Markdown):
            return self.html(value)
        if kind == schema.SOURCE:
            return self.sources[value]
        if isinstance(kind, schema.File):
            return self.file(kind, value) if value else None
        if isinstance(kind, schema.ListOf):
            return [self._item(kind.of, entry, (*path, str(n))) for n, entry in enumerate(value)]
        if isinstance(kind, schema.Id) and value:
            return str(self.numbered.index(value) + 1) if value in self.numbered else ""
        return value

    def _item(self, kind, entry, path):
        if not isinstance(kind, schema.Record):
            return {"type": "item", "id": str(uuid_for(*path)), "value": self._value(kind, entry, path)}
        fields = entry if isinstance(entry, dict) else vars(entry)
        path = (*path[:-1], fields["id"])
        return {"type": "item", "id": self._uuid(path), "value": self._fields(kind, fields, path)}

    def _uuid(self, path):
        made = path[-1] if is_uuid(path[-1]) else str(uuid_for(*path))
        self.ids[made] = path[-1]
        return made


def _given(fields):
    """Without what a question of this kind does not have."""
    return {name: value for name, value in fields.items() if value not in ((), None)}
