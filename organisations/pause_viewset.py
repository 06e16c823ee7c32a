"""Pauses before elections in the CMS, for those who may change organisations."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.generic import CreateView, DeleteView, EditView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets import AdminDateInput
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import register_permission_policy

from . import pauses
from .models import Organisation, Pause

HOLDS = (
    "A pause holds reminders and coordinators’ messages; a national one also scheduled pages and releases. "
    "Codes and other service messages go on, and a publisher can still publish by hand: the editor says that a pause is on."
)


class LikeOrganisations(ModelPermissionPolicy):
    def user_has_permission(self, user, action):
        return user.has_perm("organisations.change_organisation")

    def user_has_any_permission(self, user, actions):
        return self.user_has_permission(user, "change")


register_permission_policy(Pause, LikeOrganisations(Pause))


class PauseForm(forms.ModelForm):
    class Meta:
        model = Pause
        fields = ["organisation", "starts_on", "ends_on"]
        widgets = {"starts_on": AdminDateInput(), "ends_on": AdminDateInput()}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = Organisation.objects.existing_on(timezone.localdate())
        self.fields["organisation"].empty_label = "National: all organisations"
        self.fields["organisation"].help_text = HOLDS

    def clean(self):
        cleaned = super().clean()
        starts_on, ends_on = cleaned.get("starts_on"), cleaned.get("ends_on")
        if starts_on and ends_on and ends_on < starts_on:
            raise ValidationError({"ends_on": "The last day is not before the first."})
        return cleaned


class ByAction:
    def save_instance(self):
        by_and_at = {"by": self.request.user.pk, "at": timezone.now()}
        return pauses.describe(pause=self.form.instance, **by_and_at, **self.form.cleaned_data)


class AddView(ByAction, CreateView):
    pass


class ChangeView(ByAction, EditView):
    pass


class RemoveView(DeleteView):
    def delete_action(self):
        pauses.remove(pause=self.object, by=self.request.user.pk, at=timezone.now())


class PauseViewSet(ModelViewSet):
    model = Pause
    icon = "history"
    menu_label = "Pauses before elections"
    menu_name = "pauses"
    menu_order = 617
    add_to_settings_menu = True
    add_to_reference_index = False
    copy_view_enabled = False
    add_view_class = AddView
    edit_view_class = ChangeView
    delete_view_class = RemoveView
    list_display = [
        Column("organisation", label="Organisation", accessor=lambda pause: pause.organisation or "National"),
        DateColumn("starts_on", label="First day"),
        DateColumn("ends_on", label="Last day"),
    ]

    def get_form_class(self, for_update=False):
        return PauseForm
