"""Organisations in the CMS, for administrators: adding one that was not listed, and the email domains of each. None is deleted."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.generic import CreateView, EditView
from wagtail.admin.viewsets.model import ModelViewSet

from . import actions, matching
from .models import Organisation


class OrganisationForm(forms.ModelForm):
    website = forms.URLField(required=False, assume_scheme="https")
    domains = forms.CharField(
        label="Email domains",
        help_text="One on each line, without @. People with an address there, or under it, are matched to this organisation.",
        widget=forms.Textarea(attrs={"rows": 4}),
        required=False,
        max_length=2000,
    )

    class Meta:
        model = Organisation
        fields = ["name", "short_name", "kind", "region", "website"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["region"].required = True
        if self.instance.pk:
            self.initial["domains"] = "\n".join(d.domain for d in self.instance.email_domains.all())

    def clean_domains(self):
        """As they are stored. A domain under which anybody can have an address is refused."""
        domains = [(line, matching.domain_of(line)) for line in self.cleaned_data["domains"].split()]
        wrong = [line for line, domain in domains if not matching.is_specific(domain)]
        if wrong:
            raise ValidationError(f"Not a domain of one organisation: {', '.join(wrong)}")
        return {domain for _, domain in domains}


class ByAction:
    """Saves by the actions that record who did it."""

    def save_instance(self):
        wanted = dict(self.form.cleaned_data)
        domains = wanted.pop("domains")
        by_and_at = {"by": self.request.user.pk, "at": timezone.now()}
        organisation = actions.describe(organisation=self.form.instance, **by_and_at, **wanted)
        actions.set_domains(organisation=organisation, domains=domains, **by_and_at)
        return organisation


class AddView(ByAction, CreateView):
    pass


class ChangeView(ByAction, EditView):
    pass


class OrganisationViewSet(ModelViewSet):
    model = Organisation
    icon = "site"
    menu_label = "Organisations"
    menu_order = 610
    add_to_settings_menu = True
    add_to_reference_index = False
    add_view_class = AddView
    edit_view_class = ChangeView
    search_fields = ["name", "slug", "email_domains__domain"]
    list_display = [
        "name",
        Column("get_kind_display", label="Kind"),
        Column("region"),
        DateColumn("ends_on", label="Ended"),
    ]
    list_filter = ["kind", "region", "is_fictional"]
    list_per_page = 50

    def get_form_class(self, for_update=False):
        return OrganisationForm

    def get_urlpatterns(self):
        """An organisation ends, and others succeed it; it is never deleted."""
        return [pattern for pattern in super().get_urlpatterns() if pattern.name != "delete"]

    def get_common_view_kwargs(self, **kwargs):
        return super().get_common_view_kwargs(**{"delete_url_name": None, **kwargs})
