"""Where the audit log appears in the CMS."""

from wagtail import hooks

from .viewsets import EventViewSet


@hooks.register("register_admin_viewset")
def audit_log():
    return EventViewSet("audit_log", url_prefix="audit-log")
