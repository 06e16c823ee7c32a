"""Where the queue appears in the CMS."""

from wagtail import hooks

from .viewsets import RemarkViewSet


@hooks.register("register_admin_viewset")
def queue():
    return RemarkViewSet("feedback_queue", url_prefix="feedback")
