"""The addresses of published figures. They are cited, so they stay: a version of a release is at the same place for ever."""

from django.urls import path

from .addresses import MONTH, VERSION
from .screens import published

app_name = "published"

urlpatterns = [
    path("", published.listed, name="list"),
    path(MONTH, published.latest, name="latest"),
    path(VERSION, published.release, name="release"),
    path(f"{VERSION}<str:name>", published.file, name="file"),
]
