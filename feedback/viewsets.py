"""The queue in the CMS: a moderator screens, editors answer what was passed on. Whose words they are is never read here."""

from django.shortcuts import redirect
from django.utils import timezone
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.generic import EditView, IndexView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import register_permission_policy

from . import actions, permissions
from .forms import AnswerForm, ScreenForm
from .models import FOR_EDITORS, Remark
from .places import editor_url
from .rules import beginning


class TheQueue(ModelPermissionPolicy):
    """Opened by those who screen or answer, each what is theirs. Nobody adds or deletes, a superuser included."""

    def user_has_permission(self, user, action):
        return action in ("view", "change") and (permissions.can_screen(user) or permissions.can_answer(user))

    def user_has_permission_for_instance(self, user, action, instance):
        return self.user_has_permission(user, action) and permissions.can_open(user, instance)


register_permission_policy(Remark, TheQueue(Remark))


class RemarksView(IndexView):
    page_title = "What people tell us"
    any_permission_required = ["view"]

    def get_base_queryset(self):
        return permissions.readable(self.request.user).select_related("page")


class RemarkView(EditView):
    """One remark: the form of whoever's turn it is."""

    permission_required = "change"
    template_name = "feedback/admin/remark.html"

    def get_queryset(self):
        return permissions.readable(self.request.user).select_related("page", "edition")

    def get_form_class(self):
        return AnswerForm if self.object.state in FOR_EDITORS else ScreenForm

    def get_panel(self):
        return None

    def save_instance(self):
        """By the action that records who did it."""
        wanted = self.form.cleaned_data
        by_and_at = {"by": self.request.user, "at": timezone.now()}
        if isinstance(self.form, ScreenForm):
            return actions.screen(remark=self.object, passes=self.form.passes, text=wanted["text"], **by_and_at)
        return actions.answer(remark=self.object, state=wanted["state"], answer=wanted["answer"], **by_and_at)

    def form_valid(self, form):
        self.form = form
        try:
            self.object = self.save_instance()
        except actions.NotTheirTurn:
            messages.error(self.request, "Somebody else has dealt with it meanwhile. Nothing was changed.")
        else:
            messages.success(self.request, f"Kept: {self.object.get_state_display().lower()}.")
        return redirect(self.index_url_name)

    def get_context_data(self, **kwargs):
        remark, context = self.object, super().get_context_data(**kwargs)
        edits = permissions.can_answer(self.request.user)
        places = {"page_url": remark.page.url if remark.page else "", "editor_url": editor_url(remark) if edits else ""}
        return context | {"remark": remark} | places


class RemarkViewSet(ModelViewSet):
    model = Remark
    icon = "comment"
    menu_label = "Feedback"
    menu_name = "feedback"
    menu_order = 260
    add_to_admin_menu = True
    add_to_reference_index = False
    copy_view_enabled = False
    index_view_class = RemarksView
    edit_view_class = RemarkView
    form_fields = ["text"]
    list_display = [
        TitleColumn(
            "text", label="Words", accessor=lambda remark: beginning(remark.text), url_name="feedback_queue:edit"
        ),
        "page_title",
        Column("get_kind_display", label="Kind"),
        Column("get_state_display", label="State"),
        DateColumn("sent_on", label="Sent"),
    ]
    list_filter = {"state": ["exact"], "kind": ["exact"], "topic": ["exact"], "sent_on": ["gte", "lte"]}
    ordering = ["sent_on", "pk"]

    def get_urlpatterns(self):
        return [one for one in super().get_urlpatterns() if one.name in ("index", "index_results", "edit")]

    def get_common_view_kwargs(self, **kwargs):
        none = dict.fromkeys(("add_url_name", "delete_url_name", "history_url_name", "usage_url_name"))
        return super().get_common_view_kwargs(**{**none, **kwargs})
