"""Councils' own sign-ins in the CMS, for administrators: which issuer and tenant, for which addresses, and whether a code may be used."""

import uuid

from allauth.socialaccount.models import SocialApp
from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.text import slugify
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import CreateView, DeleteView, EditView, IndexView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import register_permission_policy

from organisations.matching import domain_of, is_specific

from . import tenants
from .permissions import is_administrator


class ByAdministrators(ModelPermissionPolicy):
    def user_has_permission(self, user, action):
        return is_administrator(user)

    def user_has_any_permission(self, user, actions):
        return is_administrator(user)


register_permission_policy(SocialApp, ByAdministrators(SocialApp))


class TenantForm(forms.ModelForm):
    """An existing secret is never shown: an empty field keeps it."""

    issuer = forms.URLField(
        label="Issuer",
        assume_scheme="https",
        help_text="For Entra ID: https://login.microsoftonline.com/TENANT-ID/v2.0. It must be one tenant’s, never “common”.",
    )
    tenant_id = forms.CharField(
        label="Tenant ID",
        required=False,
        help_text="For Entra ID. Every sign-in must carry it. Leave empty for others.",
    )
    client_id = forms.CharField(label="Client ID", max_length=191)
    secret = forms.CharField(
        label="Client secret",
        required=False,
        max_length=tenants.LONGEST_SECRET,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
        help_text="Stored encrypted and never shown again. Leave empty to keep the present one.",
    )
    domains = forms.CharField(
        label="Email domains",
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="One on each line, exactly as in addresses. It may speak for these and no others.",
    )
    allows_code = forms.BooleanField(label="People may use a code by email instead", required=False, initial=True)

    class Meta:
        model = SocialApp
        fields = ["name"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            kept = self.instance.settings
            self.initial |= {
                "issuer": kept["issuer"],
                "tenant_id": kept["tenant"],
                "client_id": self.instance.client_id,
                "domains": "\n".join(kept["domains"]),
                "allows_code": kept["allows_code"],
            }

    def clean_issuer(self):
        issuer = self.cleaned_data["issuer"].rstrip("/")
        if not issuer.startswith("https://") and not settings.DEVELOPMENT:
            raise ValidationError("The issuer’s address begins with https://.")
        if {"common", "organizations", "consumers"} & set(issuer.split("/")):
            raise ValidationError("This issuer speaks for every organisation. Use the address of one tenant.")
        return issuer

    def clean_tenant_id(self):
        text = self.cleaned_data["tenant_id"].strip().lower()
        try:
            return str(uuid.UUID(text)) if text else ""
        except ValueError:
            raise ValidationError("A tenant ID looks like 11111111-2222-3333-4444-555555555555.") from None

    def clean_domains(self):
        """Each belongs to one sign-in only, so that two councils cannot both speak for an address."""
        domains = {domain_of(line) for line in self.cleaned_data["domains"].split()}
        wrong = [domain or "?" for domain in domains if not is_specific(domain)]
        if wrong:
            raise ValidationError(f"Not a domain of one organisation: {', '.join(sorted(wrong))}")
        others = tenants.tenants().exclude(pk=self.instance.pk)
        taken = domains & {domain for other in others for domain in other.settings["domains"]}
        if taken:
            raise ValidationError(f"Another council’s sign-in has this domain: {', '.join(sorted(taken))}")
        return domains

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("tenant_id") and cleaned.get("issuer") and cleaned["tenant_id"] not in cleaned["issuer"]:
            self.add_error("tenant_id", "The issuer’s address is another tenant’s.")
        if "microsoftonline" in cleaned.get("issuer", "") and not cleaned.get("tenant_id"):
            self.add_error("tenant_id", "Enter the tenant ID.")
        if not self.instance.pk:
            if not cleaned.get("secret"):
                self.add_error("secret", "Enter the client secret.")
            slug = slugify(cleaned.get("name", ""))
            if cleaned.get("name") and not slug:
                self.add_error("name", "Use letters or numbers: the address of its page is made from the name.")
            elif tenants.tenants().filter(provider_id=slug).exists():
                self.add_error("name", "Another council’s sign-in has this name.")
        return cleaned


class ByAction:
    """Saves by the action that encrypts and records."""

    def save_instance(self):
        tenant = self.form.instance
        slug = tenant.provider_id or slugify(self.form.cleaned_data["name"])
        return tenants.describe(
            tenant=tenant, slug=slug, by=self.request.user, at=timezone.now(), **self.form.cleaned_data
        )


class AddView(ByAction, CreateView):
    pass


class ChangeView(ByAction, EditView):
    pass


class RemoveView(DeleteView):
    def delete_action(self):
        tenants.remove(tenant=self.object, by=self.request.user, at=timezone.now())


class TenantsView(IndexView):
    def get_base_queryset(self):
        return tenants.tenants()


class TenantViewSet(ModelViewSet):
    model = SocialApp
    icon = "key"
    menu_label = "Councils’ sign-ins"
    menu_name = "council-sign-ins"
    menu_order = 615
    add_to_settings_menu = True
    add_to_reference_index = False
    inspect_view_enabled = False
    copy_view_enabled = False
    index_view_class = TenantsView
    add_view_class = AddView
    edit_view_class = ChangeView
    delete_view_class = RemoveView
    list_display = [
        "name",
        Column("provider_id", label="Page"),
        Column("domains", accessor=lambda t: ", ".join(t.settings["domains"])),
    ]
    form_fields = ["name"]

    def get_form_class(self, for_update=False):
        return TenantForm
