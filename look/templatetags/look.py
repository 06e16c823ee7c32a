"""Template tags for the components that pages share. Each renders one file of templates/components/."""

from django import template
from django.template.loader import render_to_string

from look import browsers, dates, scenarios
from look.charts import radar
from look.fields import FieldLook, error_links, visible

register = template.Library()


@register.inclusion_tag("components/field.html")
def field(bound, size="", page_heading=False):
    """Label or legend, hint, error and control. `size` (s, m, l, xl) is the label's; `page_heading` makes it the h1."""
    return {
        "field": bound if isinstance(bound, FieldLook) else FieldLook(bound),
        "size": size,
        "page_heading": page_heading,
    }


@register.inclusion_tag("components/form.html")
def fields(form):
    """All fields of a form, also of one that is not ours."""
    form.use_required_attribute = False
    return {"form": form}


@register.filter
def visible_fields(form):
    return visible(form)


@register.inclusion_tag("components/error_summary.html")
def error_summary(*forms):
    """What to put right in these forms, each line a link to its field. A missing form is passed over."""
    bound = [form for form in forms if getattr(form, "is_bound", False)]
    return {"errors": list(dict.fromkeys(link for form in bound for link in error_links(form)))}


@register.inclusion_tag("components/button.html")
def button(text, href="", kind="", **attrs):
    """`kind`: secondary, warning, inverse or start. Other arguments are attributes: name, value, id, form, type."""
    attrs = {name.rstrip("_"): value for name, value in attrs.items() if value not in (None, "", False)}
    return {"text": text, "href": href, "kind": kind, "type": attrs.pop("type", "submit"), "attrs": attrs}


@register.inclusion_tag("components/tag.html")
def tag(text, colour=""):
    """A status in one or two words, which carry the meaning. `colour`: green, grey, blue, yellow, red …"""
    return {"text": text, "colour": colour}


@register.simple_block_tag
def notification(content, title="Important", kind="", heading_id="notification-title"):
    """`kind`: success, or nothing."""
    return _render("components/notification.html", content=content, title=title, kind=kind, heading_id=heading_id)


@register.simple_block_tag
def details(content, summary, open=False):
    return _render("components/details.html", content=content, summary=summary, open=open)


@register.inclusion_tag("components/summary_list.html")
def summary_list(rows, classes=""):
    """`rows`: dicts of key, value and perhaps actions: dicts of text, href and hidden (for screen readers)."""
    return {"rows": rows, "classes": classes}


@register.inclusion_tag("components/pagination.html")
def pagination(page, query="", label="Pages"):
    """`page` is Django's Page; `query` is what else the address carries, encoded."""
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return {
        "page": page,
        "numbers": numbers,
        "ellipsis": page.paginator.ELLIPSIS,
        "prefix": f"?{query}&" if query else "?",
        "label": label,
    }


@register.inclusion_tag("components/progress.html")
def progress(done, total, label, unit="lessons"):
    """A bar and the same numbers in words. Never more than the whole."""
    done = min(done, total)
    return {"done": done, "total": total, "label": label, "unit": unit, "percent": 100 * done // total if total else 0}


@register.inclusion_tag("components/breadcrumbs.html")
def breadcrumbs(items):
    """`items`: (text, url) pairs or dicts of text and url, from the top; the page itself is left out."""
    return {"items": [item if isinstance(item, dict) else {"text": item[0], "url": item[1]} for item in items]}


@register.inclusion_tag("components/back_link.html")
def back_link(url, text="Back"):
    """In place of breadcrumbs where there is one way back. In a landmark, as everything outside main must be."""
    return {"url": url, "text": text}


@register.filter
def at(mapping, key):
    """The value of a mapping at a key that is only known as a variable; ids are looked up as strings too."""
    if not mapping:
        return None
    return mapping.get(key, mapping.get(str(key)))


@register.inclusion_tag("components/principle.html")
def principle(principle, text=""):
    """The badge of a principle: its number in its colour, and its name. Never the colour alone."""
    return {"principle": principle, "text": text}


@register.inclusion_tag("components/radar.html")
def radar_chart(scores):
    """A picture of the scores; the table of the same numbers must stand beside it."""
    return {"radar": radar(scores)}


@register.simple_tag
def scenario_path(steps, answers):
    return scenarios.path(steps, answers)


@register.filter
def in_words(value):
    return dates.in_words(value)


@register.filter
def browser(agent):
    """“Chrome on Windows”."""
    return browsers.in_words(agent)


@register.filter
def words(value):
    """The words of a string, to loop over."""
    return value.split()


def _render(name, **context):
    return render_to_string(name, context)
