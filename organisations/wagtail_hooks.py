"""Where organisations appear in the CMS."""

from django.utils import timezone
from wagtail import hooks
from wagtail.admin import messages

from .pause_viewset import PauseViewSet
from .pauses import last_day
from .viewsets import OrganisationViewSet


@hooks.register("register_admin_viewset")
def organisations():
    return OrganisationViewSet("organisations")


@hooks.register("register_admin_viewset")
def pauses():
    return PauseViewSet("pauses")


@hooks.register("before_create_page")
@hooks.register("before_edit_page")
def a_pause_is_on(request, *which):
    """Said where one publishes by hand: a pause holds what goes by itself, and leaves that decision to a person."""
    last = last_day([], timezone.localdate()) if request.method == "GET" else None
    if last:
        messages.warning(
            request,
            f"A national pause before an election lasts until {last:%-d %B %Y}. What is scheduled waits for its end. "
            "Publish by hand only what cannot wait, such as a correction.",
        )
