"""The laptop: SQLite, mail in a folder that the development page shows, demonstration people."""

from .base import *  # noqa: F403
from .base import DATA_DIR, env
from .databases import from_environment

DEBUG = env.bool("DEBUG", default=False)
DEVELOPMENT = True
DEMONSTRATION = True
REQUIRE_SECOND_FACTOR = env.bool("REQUIRE_SECOND_FACTOR", default=False)

SECRET_KEY = env("SECRET_KEY", default="development-only-and-never-in-production-0123456789abcdef")  # nosec B105
FIELD_KEYS = env.list("FIELD_KEYS", default=["ZGV2ZWxvcG1lbnQtb25seS1rZXktMzItYnl0ZXMtISE="])
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])

DATABASES = {"default": from_environment(env, DATA_DIR)}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"}}

EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = DATA_DIR / "mail"

WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True  # a file that is changed while `./run` serves it has another length
STATIC_ROOT = None  # served from where they are written
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
