"""The facts of a certificate as a page shows them: the same for its holder and for whoever checks it."""

from .layout import in_words
from .models import Kind


def rows(certificate) -> list[dict]:
    """For the summary list: what stands on the document, and nothing more."""
    facts = [
        ("Name", certificate.name),
        ("Organisation", certificate.organisation_name),
        (_awarded_for(certificate), certificate.title),
        ("Principle" if len(certificate.principles) == 1 else "Principles", _principles(certificate)),
        ("Awarded on", in_words(certificate.awarded_on)),
        ("Length", _length(certificate)),
        ("What was taught", certificate.edition),
        ("Valid until", certificate.expires_on and in_words(certificate.expires_on)),
        ("Issued by", certificate.issuer),
        ("Certificate code", certificate.code),
    ]
    return [{"key": key, "value": value} for key, value in facts if value]


def _awarded_for(certificate):
    return {Kind.MODULE: "Module", Kind.PRINCIPLE: "Every module of the principle"}.get(certificate.kind, "Course")


def _principles(certificate):
    return ", ".join(f"{p.number}. {p.short_name}" for p in certificate.principle_objects)


def _length(certificate):
    return f"About {certificate.minutes} minutes of study{', by assessment' if certificate.by_assessment else ''}"
