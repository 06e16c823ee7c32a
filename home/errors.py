"""The pages for what went wrong: plain words and a way forward."""

from django.shortcuts import render


def csrf_failure(request, reason=""):
    """A form that was open too long, or came from elsewhere. Nothing was saved."""
    return render(request, "403_csrf.html", status=403)
