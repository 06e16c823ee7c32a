"""A council's own sign-in: one Entra ID tenant, or another OpenID provider, for each council, kept as an allauth SocialApp.

Which addresses it may speak for and which issuer is meant stand in the settings of the row; its secret is encrypted there.
"""

from allauth.socialaccount.models import SocialAccount, SocialApp
from django.db import transaction

from audit.actions import record
from organisations.matching import domain_of

from .secrecy import decrypt, encrypt, renew_each, renew_text

PROVIDER = "openid_connect"
# The column holds 191 characters; encrypted, so many become at most 184.
LONGEST_SECRET = 79


def tenants():
    return SocialApp.objects.filter(provider=PROVIDER).order_by("name")


def tenant_for(address):
    """The sign-in of the council whose address this is, or None. It asks about a domain, never about a person."""
    return next(iter(tenants_for([address])), None)


def tenants_for(addresses):
    domains = {domain_of(address) for address in addresses}
    return [tenant for tenant in tenants() if domains & set(tenant.settings["domains"])]


def secret_of(tenant):
    return decrypt(tenant.secret.encode()).decode()


def renew_secrets():
    """With the newest of FIELD_KEYS: (how many, how many that none opens)."""
    return renew_each(tenants().exclude(secret=""), "secret", renew_text)  # nosec B106


@transaction.atomic
def describe(*, tenant, name, slug, issuer, tenant_id, client_id, secret, domains, allows_code, by, at):
    """Adds a council's sign-in or changes it. An empty secret leaves the one that is kept."""
    event = "people.change_tenant" if tenant.pk else "people.add_tenant"
    tenant.provider, tenant.provider_id = PROVIDER, slug
    tenant.name, tenant.client_id = name, client_id
    tenant.secret = encrypt(secret.encode()).decode() if secret else tenant.secret
    tenant.settings = {
        "server_url": issuer,
        "issuer": issuer,
        "tenant": tenant_id,
        "domains": sorted(domains),
        "verified_email": sorted(domains),
        "allows_code": allows_code,
    }
    tenant.save()
    record(name=event, at=at, actor=by.pk, subject=slug, domains=sorted(domains), allows_code=allows_code)
    return tenant


@transaction.atomic
def remove(*, tenant, by, at):
    """From now on its people sign in with a code again; they keep their accounts."""
    SocialAccount.objects.filter(provider=tenant.provider_id).delete()
    record(name="people.remove_tenant", at=at, actor=by.pk, subject=tenant.provider_id)
    tenant.delete()
