"""What the CMS asks about people: nobody is changed in bulk, because each change is an action that is recorded."""

from django.core.exceptions import PermissionDenied
from django.urls import reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from .council_viewset import TenantViewSet
from .models import User
from .permissions import is_administrator


@hooks.register("register_admin_viewset")
def councils_sign_ins():
    return TenantViewSet("council_sign_ins", url_prefix="council-sign-ins")


@hooks.register("before_bulk_action", order=-1)
def refuse_bulk_changes(request, action_type, objects, action):
    if any(isinstance(thing, User) for thing in objects):
        raise PermissionDenied


@hooks.register("construct_main_menu")
def show_the_queue(request, menu_items):
    """The link to the approvals, for those who see them all."""
    if is_administrator(request.user):
        menu_items.append(MenuItem("Approvals", reverse("people:approvals"), icon_name="user", order=550))
