"""Where a learner's clicks go: every change is a POST."""

from django.urls import path

from .views import activities, assessment, confidence, learning, log, pathways, surveys, writing

app_name = "progress"

urlpatterns = [
    path("courses/<id:course_id>/enrol/", learning.enrol, name="enrol"),
    path("courses/<id:course_id>/withdraw/", learning.withdraw, name="withdraw"),
    path("modules/<id:module_id>/start/", learning.start_module, name="start-module"),
    path("modules/<id:module_id>/assessment/", assessment.assessment, name="assessment"),
    path(
        "modules/<id:module_id>/lessons/<id:lesson_id>/next-steps/<uuid:block_id>/",
        writing.write_next_step,
        name="write-next-step",
    ),
    path("lessons/<id:lesson_id>/complete/", learning.complete_lesson, name="complete-lesson"),
    path("lessons/<id:lesson_id>/place/", learning.remember_place, name="place"),
    path("lessons/<id:lesson_id>/checks/<uuid:block_id>/", activities.answer_check, name="answer-check"),
    path("lessons/<id:lesson_id>/activities/<uuid:block_id>/", activities.answer_activity, name="answer-activity"),
    path("lessons/<id:lesson_id>/reflections/<uuid:block_id>/", writing.write_entry, name="write-entry"),
    path("log/", log.log, name="log"),
    path("log/print/", log.to_print, name="log-print"),
    path("log/text/", log.as_text, name="log-text"),
    path("log/pdf/", log.as_pdf, name="log-pdf"),
    path("log/delete/", log.delete_all, name="log-delete"),
    path("log/reflections/<uuid:entry_id>/delete/", log.delete_entry, name="delete-entry"),
    path("log/steps/<id:step_id>/delete/", log.delete_step, name="delete-step"),
    path("log/steps/<id:step_id>/done/", log.step_done, name="step-done"),
    path("pathways/", pathways.choose, name="pathways"),
    path("courses/<id:course_id>/change/", pathways.change, name="change-pathway"),
    path("modules/<id:module_id>/survey/", surveys.module, name="survey-module"),
    path("courses/<id:course_id>/survey/", surveys.course, name="survey-course"),
    path("confidence/", confidence.changes, name="confidence"),
    path("confidence/delete/", confidence.delete_all, name="delete-confidence"),
    path("confidence/<slug:moment>/", confidence.check, name="check-confidence"),
]
