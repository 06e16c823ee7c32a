"""Addresses of content that are no pages."""

from django.urls import path

from . import doors, pictures

app_name = "courses-doors"
urlpatterns = [
    path("print/modules/<slug:code>.pdf", doors.module_on_paper, name="module-on-paper"),
    path("media/images/<str:name>", pictures.rendition, name="rendition"),
    path("media/original_images/<str:name>", pictures.original, name="original"),
]
