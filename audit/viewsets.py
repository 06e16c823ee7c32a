"""The audit log in the CMS: read, filtered and exported by administrators, and never changed."""

from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.generic import IndexView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import register_permission_policy

from .models import Event


class ReadOnly(ModelPermissionPolicy):
    """Nobody adds, changes or deletes, a superuser included."""

    def user_has_permission(self, user, action):
        return action == "view" and super().user_has_permission(user, action)


register_permission_policy(Event, ReadOnly(Event))


class EventsView(IndexView):
    page_title = "Audit log"
    any_permission_required = ["view"]

    def get_edit_url(self, instance):
        return None


class EventViewSet(ModelViewSet):
    model = Event
    icon = "history"
    menu_label = "Audit log"
    menu_name = "audit-log"
    menu_order = 620
    add_to_settings_menu = True
    add_to_reference_index = False
    index_view_class = EventsView
    form_fields = ["name"]
    list_display = [DateColumn("at", label="When"), "name", "actor", "subject", Column("detail")]
    list_filter = {"name": ["exact"], "actor": ["exact"], "subject": ["exact"], "at": ["date__gte", "date__lte"]}
    list_export = ["at", "name", "actor", "subject", "detail"]
    ordering = ["-at"]

    def get_urlpatterns(self):
        return [pattern for pattern in super().get_urlpatterns() if pattern.name in ("index", "index_results")]
