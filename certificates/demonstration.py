"""The documents of those whom one can sign in as: there from the first moment, and told of on the day of the award."""

from .models import Certificate
from .rendering import NotRendered, render


def print_documents(*, at):
    """Whatever is due by then. Where the press fails, the sweep tries again."""
    for certificate in Certificate.objects.due(at):
        try:
            render(certificate, at=certificate.issued_at)
        except NotRendered:
            continue
