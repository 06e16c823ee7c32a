"""Every address of the product. The CMS has no door of its own: its login, reset and logout lead to ours."""

from django.urls import include, path, re_path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from home.serving import serve
from people.urls import closed_doors

handler500 = "home.errors.server_error"

urlpatterns = [
    re_path(r"^((?:modules|courses)/(?:[\w\-]+/)*)$", serve, name="wagtail_serve"),  # asked for most, so asked first
    *closed_doors,
    path("", include("people.urls")),
    path("account/", include("allauth.urls")),
    path("cms/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("", include("mail.urls")),
    path("", include("home.urls")),
    path("learn/", include("progress.urls")),
    path("assessments/", include("assessment.urls")),
    path("report-a-problem/", include("feedback.urls")),
    path("figures/", include("reports.urls")),
    path("api/v1/", include("reports.api.urls")),
    path("published-figures/", include("reports.published")),
    path("coordination/", include("coordination.urls")),
    path("", include("certificates.urls")),
    path("", include("courses.urls")),
    re_path(wagtail_urls.serve_pattern, serve, name="wagtail_serve"),
    path("", include(wagtail_urls)),
]
