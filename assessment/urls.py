"""A learner's own attempts; starting one is a door of progress, which knows who is ready."""

from django.urls import path

from . import views

app_name = "assessment"

urlpatterns = [
    path("attempts/<uuid:attempt_id>/questions/<id:position>/", views.question, name="question"),
    path("attempts/<uuid:attempt_id>/review/", views.review, name="review"),
    path("attempts/<uuid:attempt_id>/submit/", views.submit, name="submit"),
    path("attempts/<uuid:attempt_id>/result/", views.result, name="result"),
]
