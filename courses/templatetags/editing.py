"""What templates of the editor ask: what the rules say of a page, what tests its outcomes, how a block looks to readers."""

from collections import Counter

from django import template
from django.template.loader import render_to_string
from django.utils import timezone

from courses.impact import impacts
from courses.judging import findings_in_hand, in_hand
from courses.rendering import as_shown, plain
from courses.wording import shown

register = template.Library()


@register.inclusion_tag("courses/admin/checked.html")
def checks(page):
    entries = shown(page, findings_in_hand(page, on=timezone.localdate())) if page.pk else []
    return {
        "errors": [entry for entry in entries if entry.is_error],
        "warnings": [entry for entry in entries if not (entry.is_error or entry.reason)],
        "accepted": [entry for entry in entries if entry.reason],
        "is_new": not page.pk,
    }


@register.inclusion_tag("courses/admin/outcomes.html")
def outcomes(module):
    """Each outcome with the number of questions that test it."""
    tested = Counter(child.value.get("outcome") for child in module.assessment)
    return {"outcomes": [(outcome, tested[outcome.code]) for outcome in module.outcomes.all()] if module.pk else []}


HEADINGS = {
    "publish": "Whom publishing this reaches",
    "unpublish": "Whom taking this down reaches",
    "move": "Whom moving this reaches",
    "delete": "Whom deleting this reaches",
}


@register.inclusion_tag("courses/admin/impact.html")
def impact(page, doing, to=None):
    """Whom a change to the page, as it is in hand, reaches, and what it does to them."""
    return {"heading": HEADINGS[doing], "impacts": impacts(page, doing, to) if page.pk else []}


@register.inclusion_tag("courses/admin/impact.html")
def impact_of_several(items, doing, to=None):
    """The same for what a bulk action lists: each module or course once."""
    found = {one: None for item in items for one in impacts(in_hand(item["item"].specific), doing, to)}
    return {"heading": HEADINGS[doing], "impacts": list(found)}


@register.filter
def as_drafted(page):
    return in_hand(page.specific)


@register.simple_tag
def as_readers_see_it(block, value):
    """The block’s own template, as a reader sees it who is not signed in."""
    fields = as_shown(plain(value))
    return render_to_string(block.meta.template, {"value": fields, "block_id": "example", "activity": {}})
