"""Pages about the reader and about the running product."""

from django.urls import path

from . import views

app_name = "home"

urlpatterns = [
    path("my-learning/", views.my_learning, name="my-learning"),
    path("development/", views.development, name="development"),
    path("health", views.health, name="health"),
]
