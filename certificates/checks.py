"""What must hold before certificates can be issued: a key that may sign, and is there."""

from django.conf import settings
from django.core.checks import Error, register

from . import keys

START = "start"  # checks without which no process of production begins its work


@register(START)
def signing_key(app_configs, **kwargs):
    """Production signs with a key of its own, which is there and is a pair. A laptop makes one when it needs it."""
    wrong = "" if settings.DEVELOPMENT else keys.problem()
    return [Error(wrong, hint="docs/operating.md says how to make a pair.", id="certificates.E001")] if wrong else []
