"""People in the CMS: groups and whether an account is open, each change by its action. Nobody is added, deleted or given a password."""

from django import forms
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.http import Http404
from django.utils import timezone
from django.utils.functional import cached_property
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import BooleanColumn, Column, DateColumn
from wagtail.users.views import users as wagtail_users

from . import actions
from .forms.serving import DetailsForm
from .models import User
from .permissions import ADMINISTRATORS, GROUPS
from .privacy import TOMBSTONES


class PersonForm(forms.ModelForm):
    """The address is shown and not changed: it belongs to allauth, which confirms it."""

    groups = forms.ModelMultipleChoiceField(
        queryset=Group.objects.filter(name__in=GROUPS), required=False, widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = User
        fields = ["email", "name", "groups", "is_active"]

    def __init__(self, *args, editing_self=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.editing_self = editing_self
        self.fields["email"].disabled = True
        self.fields["name"].error_messages["invalid"] = "Enter a name with letters only"
        if editing_self:
            self.fields["is_active"].disabled = True

    def clean_name(self):
        """By the rule of the account page. Who has given none yet needs none here, and nobody's is taken away."""
        if not (self.instance.name or self.cleaned_data["name"]):
            return ""
        return DetailsForm.clean_name(self)

    def clean_groups(self):
        """Nobody locks themselves out."""
        groups = self.cleaned_data["groups"]
        if (
            self.editing_self
            and self.instance.groups.filter(name=ADMINISTRATORS).exists()
            and not groups.filter(name=ADMINISTRATORS)
        ):
            raise ValidationError("Ask another administrator to take you out of Administrators.")
        return groups


class PeopleFilterSet(WagtailFilterSet):
    class Meta:
        model = User
        fields = ["is_active", "groups"]


class IndexView(wagtail_users.IndexView):
    page_title = "People"
    search_fields = ["email", "name"]

    @cached_property
    def columns(self):
        return [
            self._get_title_column_class(wagtail_users.UserColumn)(
                "name", accessor=str, label="Name", get_url=self.get_edit_url
            ),
            Column("email", label="Email address", sort_key="email"),
            Column(
                "groups", accessor=lambda person: ", ".join(group.name for group in person.groups.all()), label="Groups"
            ),
            BooleanColumn("is_active", label="Active", sort_key="is_active"),
            DateColumn("last_login", label="Last signed in", sort_key="last_login"),
        ]

    def get_filterset_kwargs(self):
        return super(wagtail_users.IndexView, self).get_filterset_kwargs()

    def get_base_queryset(self):
        return (
            User.objects.exclude(email__endswith=TOMBSTONES)
            .prefetch_related("groups")
            .select_related("wagtail_userprofile")
        )

    def order_queryset(self, queryset):
        return super(wagtail_users.IndexView, self).order_queryset(queryset)

    def get_delete_url(self, instance):
        return None

    def get_add_url(self):
        return None


class EditView(wagtail_users.EditView):
    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.can_delete = False

    def get_object(self):
        """Of somebody who is gone nothing is left to change."""
        person = super().get_object()
        if person.email.endswith(TOMBSTONES):
            raise Http404
        return person

    def save_instance(self):
        """What the form asks for, by the actions that record it."""
        person, wanted = self.get_object(), self.form.cleaned_data
        by_and_at = {"by": self.request.user, "at": timezone.now()}
        if wanted["name"] != person.name:
            actions.confirm_name(user=person, name=wanted["name"], **by_and_at)
        if not self.editing_self:
            actions.set_active(user=person, is_active=wanted["is_active"], **by_and_at)
        for group in GROUPS:
            change = actions.appoint if wanted["groups"].filter(name=group).exists() else actions.dismiss
            change(user=person, group=group, **by_and_at)
        return person


class PeopleViewSet(wagtail_users.UserViewSet):
    menu_label = "People"
    index_view_class = IndexView
    edit_view_class = EditView
    edit_template_name = "wagtailadmin/generic/edit.html"
    filterset_class = PeopleFilterSet

    def get_form_class(self, for_update=False):
        return PersonForm

    def get_urlpatterns(self):
        """No page adds or deletes: a person joins by the one door; deactivating and erasing are actions."""
        return [pattern for pattern in super().get_urlpatterns() if pattern.name not in ("add", "delete")]

    def get_common_view_kwargs(self, **kwargs):
        return super().get_common_view_kwargs(**{"add_url_name": None, "delete_url_name": None, **kwargs})
