"""The way from the CMS, where administrators are at home, to the tokens of programs and the rights of coordinators."""

from django.urls import reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from people.permissions import is_administrator


@hooks.register("construct_settings_menu")
def show_what_leaves(request, menu_items):
    if is_administrator(request.user):
        menu_items.append(MenuItem("API tokens", reverse("reports:tokens"), icon_name="key", order=620))
        menu_items.append(
            MenuItem("Downloads of people", reverse("coordination:rights"), icon_name="download", order=630)
        )
