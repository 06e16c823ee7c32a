"""The addresses of version 1. What is not there is said in the API's own words, and so is that it is read-only."""

from django.urls import path, re_path

from .problems import not_found, read_only
from .routes import api

patterns, kind, namespace = api.urls
for pattern in patterns:
    pattern.callback = read_only(pattern.callback)

missing = read_only(not_found)
urlpatterns = [path("", missing), path("", (patterns, kind, namespace)), re_path(r"", missing)]
