"""Where coordinators appear in the CMS: the link to them, for those who appoint them."""

from django.urls import reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from people.permissions import is_administrator


@hooks.register("construct_main_menu")
def show_coordinators(request, menu_items):
    if is_administrator(request.user):
        menu_items.append(MenuItem("Coordinators", reverse("coordination:rights"), icon_name="group", order=551))
