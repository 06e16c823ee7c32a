"""What the rules say of a page while it is being written: the panel of the page editor."""

from django import template
from django.utils import timezone

from courses.judging import findings_in_hand
from courses.wording import shown

register = template.Library()


@register.inclusion_tag("courses/admin/checked.html")
def checks(page):
    entries = shown(page, findings_in_hand(page, on=timezone.localdate())) if page.pk else []
    errors = [entry for entry in entries if entry.is_error]
    return {"errors": errors, "warnings": [entry for entry in entries if not entry.is_error], "is_new": not page.pk}
