"""What is ours on the first page of the CMS and under its *Help*: the desk, and our own guide in place of Wagtail's."""

from django.urls import reverse
from django.utils import timezone
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.admin.views.home import LockedPagesPanel, RecentEditsPanel

from . import desk

SHORTCUTS = "keyboard-shortcuts-trigger"


class DeskPanel(Component):
    name = "desk"
    order = 10
    template_name = "home/admin/desk.html"

    def get_context_data(self, parent_context):
        user = parent_context["request"].user
        return {"parts": desk.parts(user, on=timezone.localdate()), "ways": desk.ways(user)}


@hooks.register("construct_homepage_panels")
def put_the_desk_there(request, panels):
    """In place of Wagtail's two lists about reviews, whose questions grow with their rows."""
    panels[:] = [DeskPanel(), *(panel for panel in panels if isinstance(panel, (RecentEditsPanel, LockedPagesPanel)))]


@hooks.register("construct_help_menu")
def lead_to_our_guide(request, menu_items):
    guide = MenuItem("The editors’ guide", reverse("courses:guide"), icon_name="help", order=100)
    menu_items[:] = [guide, *(item for item in menu_items if item.name == SHORTCUTS)]
