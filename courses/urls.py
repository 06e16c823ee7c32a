"""Addresses of content that are no pages."""

from django.urls import path

from . import doors

app_name = "courses-doors"
urlpatterns = [path("print/modules/<slug:code>.pdf", doors.module_on_paper, name="module-on-paper")]
