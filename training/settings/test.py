"""The test suite: as on a laptop, with mail in memory and tasks run when a test asks for them."""

import tempfile
from pathlib import Path

from .base import *  # noqa: F403
from .base import env
from .databases import from_environment

DEBUG = False
DEVELOPMENT = True
DEMONSTRATION = False
SECRET_KEY = "tests-only-0123456789abcdefghijklmnopqrstuvwxyz-0123456789"  # nosec B105
FIELD_KEYS = ["ZGV2ZWxvcG1lbnQtb25seS1rZXktMzItYnl0ZXMtISE="]
ALLOWED_HOSTS = ["*"]
DATA_DIR = Path(tempfile.gettempdir()) / "training-tests"
DATABASES = {"default": from_environment(env, DATA_DIR)}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
MEDIA_ROOT = DATA_DIR / "media"
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
EMAIL_FILE_PATH = DATA_DIR / "mail"
REQUIRE_SECOND_FACTOR = False
REFUSE_UNSOUND_PAGES = False  # most tests build the smallest world that shows their point; tests/courses/ turns it on
WHITENOISE_AUTOREFRESH = True
STATIC_ROOT = None  # served from where they are written
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
# Wagtail's indexes of words and of references cost a test a third of each page that it builds; the fixture `indexes` keeps them.
TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
