"""Where organisations appear in the CMS."""

from wagtail import hooks

from .viewsets import OrganisationViewSet


@hooks.register("register_admin_viewset")
def organisations():
    return OrganisationViewSet("organisations")
