"""The one address of this room: the link in a nudge."""

from django.urls import path

from . import views

app_name = "mail"

urlpatterns = [path("messages/stop/<str:token>/", views.unsubscribe, name="unsubscribe")]
