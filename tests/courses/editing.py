"""The CMS as an editor uses it: signed in, with the form of a page as it is shown, and some fields changed."""

import re

from django.urls import reverse
from wagtail import blocks
from wagtail.fields import RichTextField, StreamField
from wagtail.images.blocks import ImageBlock
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
    return filled(shown_form(client, page), page, **changes)


def shown_form(client, page):
    """The fields of the page's editor as it opens, but for those that its scripts make."""
    html = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).text
    data = querydict_from_html(html, form_id="page-edit-form")
    for box in re.findall(r'<input type="checkbox" name="([^"]+)"(?![^>]* value=)[^>]* checked', html):
        data[box] = "on"
    return data


def filled(form, page, **changes):
    """The form with the blocks that the page has in hand, and these fields changed."""
    data = form.copy()
    for field in page._meta.get_fields():
        if isinstance(field, StreamField):
            for name, value in posted(field.stream_block, getattr(page, field.name), field.name):
                data[name] = value
    for name, value in changes.items():
        data.setlist(name, value if isinstance(value, list) else [value])
    return dict(data.lists())


def plain_fields(page):
    """{name: what a form posts} for the fields of a page that are one box each, or a row of them."""
    names = page.get_edit_handler().get_form_class()._meta.fields
    fields = [
        one for one in page._meta.fields if one.name in names and not isinstance(one, (StreamField, RichTextField))
    ]
    return {one.name: _posted(getattr(page, one.name)) for one in fields}


def _posted(value):
    if isinstance(value, bool):
        return ["on"] * value
    return [str(one) for one in value] if isinstance(value, list) else str("" if value is None else value)


def posted(block, value, prefix):
    """(name, value) of what the editor's scripts put into the form for a block."""
    if isinstance(block, ImageBlock):
        yield from [(f"{prefix}-image", str(value.pk)), (f"{prefix}-alt_text", value.contextual_alt_text)]
    elif isinstance(block, blocks.StructBlock):
        for name, child in block.child_blocks.items():
            yield from posted(child, value[name], f"{prefix}-{name}")
    elif isinstance(block, (blocks.StreamBlock, blocks.ListBlock)):
        yield from _entries(value.bound_blocks if isinstance(block, blocks.ListBlock) else list(value), prefix)
    elif isinstance(block, blocks.RichTextBlock):
        yield prefix, rich_text(value.source, features=block.features)
    elif isinstance(block, blocks.ChooserBlock):
        yield prefix, str(value.pk if value else "")
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
