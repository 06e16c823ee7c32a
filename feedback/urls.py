"""Where people tell us something."""

from django.urls import path

from . import views

app_name = "feedback"

urlpatterns = [
    path("", views.report, name="report"),
    path("sent/", views.sent, name="sent"),
    path("yours/", views.yours, name="yours"),
]
