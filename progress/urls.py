"""Where a learner's clicks go: every change is a POST."""

from django.urls import path

from . import views

app_name = "progress"

urlpatterns = [
    path("courses/<id:course_id>/enrol/", views.enrol, name="enrol"),
    path("courses/<id:course_id>/withdraw/", views.withdraw, name="withdraw"),
    path("modules/<id:module_id>/start/", views.start_module, name="start-module"),
    path("modules/<id:module_id>/assessment/", views.assessment, name="assessment"),
    path(
        "modules/<id:module_id>/lessons/<id:lesson_id>/next-steps/<uuid:block_id>/",
        views.write_next_step,
        name="write-next-step",
    ),
    path("lessons/<id:lesson_id>/complete/", views.complete_lesson, name="complete-lesson"),
    path("lessons/<id:lesson_id>/place/", views.remember_place, name="place"),
    path("lessons/<id:lesson_id>/checks/<uuid:block_id>/", views.answer_check, name="answer-check"),
    path("lessons/<id:lesson_id>/activities/<uuid:block_id>/", views.answer_activity, name="answer-activity"),
    path("lessons/<id:lesson_id>/reflections/<uuid:block_id>/", views.write_entry, name="write-entry"),
    path("log/", views.log, name="log"),
]
