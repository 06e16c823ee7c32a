"""Production: everything from the environment, and no start on an unsafe setting."""

from django.core.exceptions import ImproperlyConfigured

from training.logs import in_lines

from .base import *  # noqa: F403
from .base import DATA_DIR, LOGGING, MIDDLEWARE, NOTIFY_API_KEY, REDIS_URL, SITE_URL, env
from .databases import from_environment

DEBUG = False
DEVELOPMENT = False


def _required(name):
    value = env(name, default="")
    if not value:
        raise ImproperlyConfigured(f"{name} must be set in production (see .env.example).")
    return value


SECRET_KEY = _required("SECRET_KEY")
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])
FIELD_KEYS = _required("FIELD_KEYS").split(",")
ALLOWED_HOSTS = _required("ALLOWED_HOSTS").split(",")
_required("DATABASE_URL")
_required("REDIS_URL")
_required("SITE_URL")
_required("SIGNING_KEY_FILE")
_required("SIGNING_CERTIFICATE_FILE")

if not SITE_URL.startswith("https://"):
    raise ImproperlyConfigured("SITE_URL must begin with https:// in production.")
if "*" in ALLOWED_HOSTS:
    raise ImproperlyConfigured("ALLOWED_HOSTS must name the hosts of this service, not *.")
if "development-only" in SECRET_KEY or len(SECRET_KEY) < 50:
    raise ImproperlyConfigured("SECRET_KEY must be a random string of at least 50 characters.")

DATABASES = {"default": from_environment(env, DATA_DIR)}
if "postgresql" not in DATABASES["default"]["ENGINE"]:
    raise ImproperlyConfigured("DATABASE_URL must name a PostgreSQL database in production.")

CACHES = {
    "default": {
        "BACKEND": "training.cache.Cache",
        "LOCATION": REDIS_URL,
        "OPTIONS": {"socket_timeout": 1, "socket_connect_timeout": 1},
    }
}

CELERY_BEAT_SCHEDULER = "training.beat:OneAtATime"

LOGGING = in_lines(LOGGING, errors_to=env.list("ERRORS_TO", default=[]))
MIDDLEWARE = ["training.logs.Requests", *MIDDLEWARE]

SECURE_SSL_REDIRECT = True
SECURE_REDIRECT_EXEMPT = [r"^(health|ready)$"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-sessionid", "__Host-csrftoken"  # of this host alone, over HTTPS alone
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXY_COUNT", default=1)

_MAIL = env.email_url("EMAIL_URL", default="smtp://localhost:25")
vars().update(_MAIL)
if NOTIFY_API_KEY:
    _required("NOTIFY_TEMPLATE_ID")
    EMAIL_BACKEND = "mail.backends.NotifyBackend"

_BUCKET = env("STORAGE_BUCKET", default="")
STORAGES = {
    "default": {
        "BACKEND": "courses.bucket.Bucket",
        "OPTIONS": {
            "bucket_name": _BUCKET,
            "endpoint_url": env("STORAGE_ENDPOINT", default=None),
            "querystring_auth": True,
        },
    }
    if _BUCKET
    else {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
