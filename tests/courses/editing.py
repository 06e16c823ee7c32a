"""The CMS as an editor uses it: signed in, with the form of a page as it is shown, and some fields changed."""

from django.urls import reverse
from wagtail import blocks
from wagtail.fields import StreamField
from wagtail.snippets.blocks import SnippetChooserBlock
from wagtail.test.utils.form_data import querydict_from_html, rich_text

from people.actions import appoint, join
from tests.curriculum import AT


def sign_in(client, *groups):
    person = join(email=f"{'-'.join(groups).lower() or 'nobody'}@example.org", at=AT)
    for group in groups:
        appoint(user=person, group=group, by=None, at=AT)
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return person


def changed_form(client, page, **changes):
    """What the page's editor posts, with these fields changed."""
    html = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).text
    data = querydict_from_html(html, form_id="page-edit-form")
    for field in page._meta.get_fields():
        if isinstance(field, StreamField):
            for name, value in posted(field.stream_block, getattr(page, field.name), field.name):
                data[name] = value
    for name, value in changes.items():
        data.setlist(name, value if isinstance(value, list) else [value])
    return dict(data.lists())


def posted(block, value, prefix):
    """(name, value) of what the editor's scripts put into the form for a block."""
    if isinstance(block, blocks.StructBlock):
        for name, child in block.child_blocks.items():
            yield from posted(child, value[name], f"{prefix}-{name}")
    elif isinstance(block, (blocks.StreamBlock, blocks.ListBlock)):
        yield from _entries(value.bound_blocks if isinstance(block, blocks.ListBlock) else list(value), prefix)
    elif isinstance(block, blocks.RichTextBlock):
        yield prefix, rich_text(value.source, features=block.features)
    elif isinstance(block, SnippetChooserBlock):
        yield prefix, str(value.pk)
    elif not isinstance(block, blocks.BooleanBlock) or value:
        yield prefix, "on" if value is True else str(value or "")


def _entries(children, prefix):
    yield f"{prefix}-count", str(len(children))
    for place, child in enumerate(children):
        entry = f"{prefix}-{place}"
        yield from [(f"{entry}-deleted", ""), (f"{entry}-order", str(place)), (f"{entry}-id", child.id)]
        if hasattr(child, "block_type"):
            yield f"{entry}-type", child.block_type
        yield from posted(child.block, child.value, f"{entry}-value")
