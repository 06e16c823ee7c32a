"""No process of production begins its work where something is missing that it will need later."""

from django.core.checks import run_checks
from django.core.exceptions import ImproperlyConfigured

START = "start"  # the tag of the checks that are asked


def refuse_unsound(**_):
    """Raises ImproperlyConfigured with what is wrong, in the words of the checks."""
    wrong = [f"{found.msg} {found.hint or ''}".strip() for found in run_checks(tags=[START]) if found.is_serious()]
    if wrong:
        raise ImproperlyConfigured(" ".join(wrong))
