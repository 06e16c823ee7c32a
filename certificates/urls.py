"""A holder's own certificates, and the public page that says whether one is valid."""

from django.urls import path, register_converter

from . import machines, verification, views

app_name = "certificates"


class CodeConverter:
    """A code as we write it; other addresses under /certificates/ are pages."""

    regex = "[0-9A-HJKMNP-TV-Z]{4}(?:-[0-9A-HJKMNP-TV-Z]{4}){3}"

    def to_python(self, value):
        return value

    def to_url(self, value):
        return value


class BadgeConverter(CodeConverter):
    """The forms in which a badge can be had."""

    regex = "svg|png|jwt"


register_converter(CodeConverter, "certificate")
register_converter(BadgeConverter, "badge")

urlpatterns = [
    path("certificates/<certificate:code>/", views.certificate, name="certificate"),
    path("certificates/<certificate:code>/certificate.pdf", views.download, name="download"),
    path("certificates/<certificate:code>/badge.<badge:form>", views.badge, name="badge"),
    path("certificates/<certificate:code>/name/", views.correct_name, name="correct-name"),
    path("certificates/<certificate:code>/former/", views.show_successor, name="show-successor"),
    path(".well-known/did.json", machines.issuer, name="issuer"),
    path("badges/status/<id:number>", machines.status, name="status"),
    path("verify/", verification.verify_form, name="verify-form"),
    path("verify/<str:typed>", verification.verify, name="verify"),
]
