"""Links to pages in rich text, as readers get them."""

from wagtail.rich_text.pages import PageLinkHandler

LONGEST = 9  # digits: any more is no id of a page, and more than a database takes


class PageLinks(PageLinkHandler):
    """Wagtail's own, but what is no id of a page, as only a forged form sends it, leads nowhere and breaks no page."""

    @classmethod
    def get_many(cls, attrs_list):
        return super().get_many([{"id": _number(attrs.get("id"))} for attrs in attrs_list])


def _number(said: str | None) -> str | None:
    return said if said and said.isdecimal() and len(said) <= LONGEST else None
