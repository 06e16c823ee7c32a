"""A holder's own certificates, and the public page that says whether one is valid."""

from django.urls import path, register_converter

from . import verification, views

app_name = "certificates"


class CodeConverter:
    """A code as we write it; other addresses under /certificates/ are pages."""

    regex = "[0-9A-HJKMNP-TV-Z]{4}(?:-[0-9A-HJKMNP-TV-Z]{4}){3}"

    def to_python(self, value):
        return value

    def to_url(self, value):
        return value


register_converter(CodeConverter, "certificate")

urlpatterns = [
    path("certificates/<certificate:code>/", views.certificate, name="certificate"),
    path("certificates/<certificate:code>/certificate.pdf", views.download, name="download"),
    path("certificates/<certificate:code>/name/", views.correct_name, name="correct-name"),
    path("certificates/<certificate:code>/former/", views.show_successor, name="show-successor"),
    path("verify/", verification.verify_form, name="verify-form"),
    path("verify/<str:typed>", verification.verify, name="verify"),
]
