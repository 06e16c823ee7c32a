"""What every page's frame needs to know."""

from django.conf import settings


def site(request):
    return {"service_name": settings.WAGTAIL_SITE_NAME, "demonstration": settings.DEMONSTRATION, "development": settings.DEVELOPMENT}
