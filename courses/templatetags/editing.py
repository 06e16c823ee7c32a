"""What templates of the editor ask: what the rules say of a page, what tests its outcomes, how a block looks to readers."""

from collections import Counter

from django import template
from django.template.loader import render_to_string
from django.utils import timezone

from courses.judging import findings_in_hand
from courses.rendering import as_shown, plain
from courses.wording import shown

register = template.Library()


@register.inclusion_tag("courses/admin/checked.html")
def checks(page):
    entries = shown(page, findings_in_hand(page, on=timezone.localdate())) if page.pk else []
    errors = [entry for entry in entries if entry.is_error]
    return {"errors": errors, "warnings": [entry for entry in entries if not entry.is_error], "is_new": not page.pk}


@register.inclusion_tag("courses/admin/outcomes.html")
def outcomes(module):
    """Each outcome with the number of questions that test it."""
    tested = Counter(child.value.get("outcome") for child in module.assessment)
    return {"outcomes": [(outcome, tested[outcome.code]) for outcome in module.outcomes.all()] if module.pk else []}


@register.simple_tag
def as_readers_see_it(block, value):
    """The block’s own template, as a reader sees it who is not signed in."""
    fields = as_shown(plain(value))
    return render_to_string(block.meta.template, {"value": fields, "block_id": "example", "activity": {}})
