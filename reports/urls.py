"""Where figures are asked for."""

from django.urls import path

from . import downloads, views

app_name = "reports"

urlpatterns = [
    path("", views.overview, name="overview"),
    path("definitions/", views.definitions, name="dictionary"),
    path("refresh/", views.refresh, name="refresh"),
    path("<slug:table>.<format:kind>", downloads.table, name="export"),
    path("<slug:table>/", views.table, name="table"),
]
