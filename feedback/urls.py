"""Where people tell us something."""

from django.urls import path

from . import views

app_name = "feedback"

urlpatterns = [
    path("", views.report, name="report"),
    path("sent/", views.sent, name="sent"),
    path("follow/<str:token>/", views.follow, name="follow"),
    path("yours/", views.yours, name="yours"),
]
