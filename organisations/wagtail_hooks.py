"""Where organisations appear in the CMS."""

from wagtail import hooks

from .pause_viewset import PauseViewSet
from .viewsets import OrganisationViewSet


@hooks.register("register_admin_viewset")
def organisations():
    return OrganisationViewSet("organisations")


@hooks.register("register_admin_viewset")
def pauses():
    return PauseViewSet("pauses")
