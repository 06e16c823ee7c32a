"""No process of production begins its work where something is missing that it will need later."""

from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.checks import run_checks
from django.core.exceptions import ImproperlyConfigured

START = "start"  # the tag of the checks that are asked


def refuse_unsound(**_):
    """Raises ImproperlyConfigured with what is wrong, in the words of the checks."""
    wrong = [f"{found.msg} {found.hint or ''}".strip() for found in run_checks(tags=[START]) if found.is_serious()]
    if wrong:
        raise ImproperlyConfigured(" ".join(wrong))


def refuse_without_static_files():
    """A web server alone: one page that names a file which was never gathered is an error, and every page names some."""
    gathered = getattr(staticfiles_storage, "hashed_files", None)
    if gathered is None:  # they are served from where they are written
        return
    ours = Path(settings.STATICFILES_DIRS[0])
    if {path.relative_to(ours).as_posix() for path in ours.rglob("*.*")} - gathered.keys():
        raise ImproperlyConfigured(
            "Static files of this version are missing: python manage.py collectstatic --no-input"
        )
