"""Sixty ways to make a page run somebody's script, and how to plant them in every text that an editor or a learner can write.

Each calls `hit`, which the browser test listens to.
"""

import json
from itertools import count

from django.apps import apps
from django.db import IntegrityError, models, transaction
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter
from wagtail.blocks import StreamValue
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page

from courses.bricks import PLAIN

CALL = "hit()"
EVENTS = {
    "img src=x": "onerror", "svg": "onload", "body": "onload", "details open": "ontoggle", "audio src=x": "onerror",
    "input autofocus": "onfocus", "select autofocus": "onfocus", "textarea autofocus": "onfocus", "marquee": "onstart",
    "iframe": "onload", "object data=x": "onerror", "embed src=x": "onerror", "video src=x": "onerror", "a tabindex=1 autofocus": "onfocus",
    "style": "onload", "link rel=stylesheet href=x": "onerror", "p style='animation:x'": "onanimationstart",
}  # fmt: skip
CLOSING = (
    "",
    "'>",
    '">',
    "-->",
    "]]>",
    "</script>",
    "</title>",
    "</textarea>",
    "</style>",
    "</template>",
    "</select>",
    "</noscript>",
)
SCRIPTS = tuple(f"{closing}<script>{CALL}</script>" for closing in CLOSING)
ATTRIBUTES = tuple(
    f"{quote}{before}{event}={CALL} x={quote}"
    for quote in ("'", '"', "`", "")
    for before, event in ((" ", "onmouseover"), (" autofocus ", "onfocus"), ("/", "onload"))
)
ADDRESSES = (
    f"javascript:{CALL}", f"JaVaScRiPt:{CALL}", f"java\tscript:{CALL}", f"\x01javascript:{CALL}", f"data:text/html,<script>{CALL}</script>",
    f"vbscript:{CALL}", f"<a href=javascript:{CALL}>x</a>", f"[x](javascript:{CALL})", f"<base href=javascript:{CALL}//>",
    f"<form action=javascript:{CALL}><button>x", f"<meta http-equiv=refresh content='0;url=javascript:{CALL}'>",
)  # fmt: skip
LANGUAGES = (
    f"{{{{constructor.constructor('{CALL}')()}}}}", f"${{{CALL}}}", f"{{% load x %}}{{{{ {CALL} }}}}", f"';{CALL};//", f'";{CALL};//',
    f"\\u003cscript>{CALL}</script>", f"&lt;script&gt;{CALL}&lt;/script&gt;", f"%3Cscript%3E{CALL}%3C/script%3E",
)  # fmt: skip
PAYLOADS = (
    *(f"<{tag} {event}={CALL}>" for tag, event in EVENTS.items()),
    *SCRIPTS,
    *ATTRIBUTES,
    *ADDRESSES,
    *LANGUAGES,
)
OURS = {
    "assessment", "certificates", "coordination", "courses", "feedback", "home", "organisations", "people", "reports",
    "socialaccount", "wagtailcore", "wagtaildocs", "wagtailimages", "wagtailredirects", "taggit",
}  # fmt: skip
# Names that the product makes or looks things up by, which nobody writes.
MADE = {
    "action", "app_label", "block_id", "code", "content_hash", "digest", "draft_title", "file_hash", "fingerprint", "key", "language_code",
    "model", "path", "password", "port", "provider", "provider_id", "query", "sha256", "signed_by", "slug", "subject_key", "table", "token",
    "token_hash", "uid", "url_path", "hostname", "object_id", "base_content_type", "stub", "who", "template", "client_id", "secret",
    "view_name", "locked", "hash", "digest_of", "place", "edition",
}  # fmt: skip


def paragraph(text, *, entity=None, style="", kind="unstyled"):
    """One of those that the editor of rich text posts: all of it in a style or an entity, whatever these are called."""
    whole = {"offset": 0, "length": len(text)}
    styles = [whole | {"style": style}] if style else []
    return {"text": text, "type": kind, "depth": 0, "data": {}, "inlineStyleRanges": styles}, entity and (whole, entity)


def entity(kind, **data):
    return {"type": kind, "mutability": "MUTABLE", "data": data}


def contentstate(*paragraphs):
    """What is posted for them."""
    blocks, entities = [], {}
    for place, (block, within) in enumerate(paragraphs):
        ranges = [within[0] | {"key": place}] if within else []
        blocks.append(block | {"key": f"k{place}", "entityRanges": ranges})
        entities |= {str(place): within[1]} if within else {}
    return json.dumps({"blocks": blocks, "entityMap": entities})


SCRIPT, BROKEN_OUT = f"<script>{CALL}</script>", f'"><script>{CALL}</script>'
RICH = (
    *(paragraph(words) for words in (SCRIPT, BROKEN_OUT, f"<img src=x onerror={CALL}>", f"]]><svg onload={CALL}>")),
    *(paragraph("a link", entity=entity("LINK", url=address)) for address in ADDRESSES[:7]),
    paragraph("a link", entity=entity("LINK", url="https://example.org", onclick=CALL)),
    paragraph("a link", entity=entity("LINK", url=f'https://example.org/" onmouseover={CALL} x="')),
    paragraph("a page", entity=entity("LINK", id="0", linktype=f'page" onmouseover={CALL} x="', parentId=BROKEN_OUT)),
    paragraph("a file", entity=entity("DOCUMENT", id=BROKEN_OUT, url=f"javascript:{CALL}")),
    paragraph("a film", entity=entity("EMBED", embedtype="video", url=f"javascript:{CALL}")),
    paragraph("a picture", entity=entity("IMAGE", id="1", src="x", alt=BROKEN_OUT, format=f"left onerror={CALL}")),
    paragraph("in a style", style=f"BOLD onclick={CALL}"),
    paragraph("as a part", kind=f"header-two onclick={CALL}"),
    paragraph("as a script", kind="script"),
)
_turn = count()


def plant():
    """{model: fields} of what was planted. Straight into the tables, so that no form cleans it first."""
    planted = {}
    for model in apps.get_models():
        if model._meta.app_label in OURS and not model._meta.proxy and model._meta.managed:
            fields = [field for field in model._meta.local_fields if _is_written(field)]
            if fields and model._base_manager.exists() and _fill(model, fields):
                planted[model._meta.label] = [field.name for field in fields]
    for page in Page.objects.specific():
        _fill_rich_text(page)
        _fill_streams(page)
    return planted


def _fill_rich_text(page):
    for field in page._meta.get_fields():
        if isinstance(field, RichTextField):
            setattr(page, field.name, cleaned(field.features))


def cleaned(features):
    """As a form cleans it."""
    return ContentstateConverter(features).to_database_format(contentstate(*RICH))


def _is_written(field):
    text = isinstance(field, models.CharField | models.TextField) and not isinstance(
        field, models.URLField | models.EmailField | models.SlugField | models.FileField | RichTextField | StreamField
    )
    return text and not field.choices and not field.unique and field.name not in MADE


def _fill(model, fields):
    done = False
    for row in model._base_manager.values_list("pk", flat=True)[:25]:
        try:
            with transaction.atomic():
                model._base_manager.filter(pk=row).update(**{field.name: words(field.max_length) for field in fields})
                done = True
        except (IntegrityError, TypeError):  # two that must differ, or what is frozen for good
            continue
    return done


def words(longest=None):
    """As many payloads as fit, each time from another one on."""
    turn = next(_turn) % len(PAYLOADS)
    order = PAYLOADS[turn:] + PAYLOADS[:turn]
    if longest is None:
        return " ".join(order)
    return next((one for one in order if len(one) <= longest), CALL)[:longest]


def _fill_streams(page):
    """Every string of its blocks but the ids, kinds and choices; rich text as a form cleans it."""
    streams = [field.name for field in page._meta.get_fields() if isinstance(field, StreamField)]
    for name in streams:
        value = getattr(page, name)
        raw = [dict(part) for part in value.raw_data]
        changed = json.loads(json.dumps([_filled(part, part["type"]) for part in raw], default=str))
        setattr(page, name, StreamValue(value.stream_block, changed, is_lazy=True))
    if streams:
        page.save(clean=False)
    page.save_revision(clean=False, changed=False)


FIXED = {
    "id",
    "type",
    "kind",
    "principle",
    "group",
    "next",
    "outcome",
    "image",
    "document",
    "captions",
    "url",
    "source",
    "officer",
}


def _filled(value, name=""):
    if isinstance(value, dict):
        return {key: part if key in FIXED else _filled(part, key) for key, part in value.items()}
    if isinstance(value, list):
        return [_filled(part, name) for part in value]
    if name in FIXED or not isinstance(value, str):
        return value
    return cleaned(PLAIN) if value.startswith("<") else words(200)
