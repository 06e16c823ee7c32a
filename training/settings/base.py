"""What all environments share. What differs between them is read from the environment in dev, test and production."""

from pathlib import Path

import environ

from .work import *  # noqa: F403

BASE_DIR = Path(__file__).resolve().parents[2]
env = environ.Env()

DATA_DIR = Path(env("DATA_DIR", default=str(BASE_DIR / ".data"))).resolve()
SITE_URL = env("SITE_URL", default="http://localhost:8000")
DEMONSTRATION = False

INSTALLED_APPS = [
    "training.apps.TrainingConfig",
    "home",
    "reports",
    "coordination",
    "certificates",
    "progress",
    "assessment",
    "feedback",
    "courses",
    "people",
    "mail",
    "organisations",
    "audit",
    "declaration",
    "look",
    "paper",
    "allauth",
    "allauth.account",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.mfa",
    "allauth.usersessions",
    "wagtail.contrib.forms",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.embeds",
    "wagtail.sites",
    "people.apps.PeopleInTheCMSConfig",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "csp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "home.policy.Policy",
    "home.limits.RequestSize",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "people.middleware.Authentication",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "people.middleware.DeniedAccess",
    "people.middleware.SessionLength",
    "people.middleware.SecondFactor",
    "courses.middleware.OneChange",
    "courses.middleware.LargeForms",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "training.urls"
WSGI_APPLICATION = "training.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
                "home.context.site",
            ],
        },
    }
]

AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = ["people.backends.Backend", "django.contrib.auth.backends.ModelBackend"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True
USE_I18N = False

STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "build" / "static"
STATICFILES_DIRS = [BASE_DIR / "static", ("guide", BASE_DIR / "docs" / "images")]
MEDIA_URL = "/media/"
MEDIA_ROOT = DATA_DIR / "media"

# Sign-in: one door, an email code. allauth carries sessions, second factors, addresses and single sign-on.
LOGIN_URL = "people:sign-in"
LOGIN_REDIRECT_URL = "/my-learning/"
LOGOUT_REDIRECT_URL = "/"
WELCOMING_PLACES = ("/coordination/join/",)  # these ask a newcomer themselves where they serve
ACCOUNT_ADAPTER = "people.adapters.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 900
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_SESSION_REMEMBER = None
ACCOUNT_RATE_LIMITS = {
    "sign_in_network": "200/10m/ip",
    "sign_in_address": "6/10m/key",
    "sign_in_tries": "30/10m/key",
    "verify_misses": "60/10m/ip",
    "verify_uploads": "30/10m/ip",
    "report_network": "30/h/ip",
    "report_all": "1000/d/key",
    "api_misses": "30/10m/ip",
}
SOCIALACCOUNT_ADAPTER = "people.adapters.SocialAdapter"
SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"provider_class": "people.single_sign_on.CouncilProvider"}}
ACCOUNT_FORMS = {"add_email": "people.second_factors.OneMoreAddressForm"}
MFA_FORMS = {
    "authenticate": "people.second_factors.SecondStepForm",
    "reauthenticate": "people.second_factors.SecondStepAgainForm",
    "activate_totp": "people.second_factors.AppForm",
    "add_webauthn": "people.second_factors.PasskeyForm",
    "edit_webauthn": "people.second_factors.DeviceForm",
}
MFA_ADAPTER = "people.adapters.MFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Local Digital Leadership"
USERSESSIONS_TRACK_ACTIVITY = False
SESSION_ENGINE = "people.sessions"
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "home.errors.csrf_failure"
REQUIRE_SECOND_FACTOR = env.bool("REQUIRE_SECOND_FACTOR", default=True)

# Wagtail
WAGTAIL_SITE_NAME = "Local Digital Leadership"
WAGTAILADMIN_BASE_URL = SITE_URL
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAILUSERS_PASSWORD_ENABLED = False
WAGTAIL_WORKFLOW_REQUIRE_REAPPROVAL_ON_EDIT = True
REFUSE_UNSOUND_PAGES = True
WAGTAILADMIN_LOGIN_URL = LOGIN_URL
WAGTAIL_FRONTEND_LOGIN_URL = "/sign-in/"
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILDOCS_EXTENSIONS = ["pdf", "docx", "xlsx", "pptx", "odt", "ods", "odp", "csv", "mp4", "vtt"]
WAGTAILDOCS_DOCUMENT_FORM_BASE = "courses.uploads.DocumentForm"
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 40_000_000  # over all frames; a picture of less than 10 MB can unfold to much more
WAGTAILAPI_TOKEN_LAST_USED_INTERVAL = None  # reports.tokens notes it, of tokens that open something
WAGTAIL_I18N_ENABLED = False

# The public site runs nothing inline; Wagtail's editor is outside this policy.
CONTENT_SECURITY_POLICY = {
    "EXCLUDE_URL_PREFIXES": ["/cms/"],
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'self'"],  # the editor shows its preview in a frame
    },
}
# Where to tell of a weakness: mailto: or https:, shown in /.well-known/security.txt.
SECURITY_CONTACT = env("SECURITY_CONTACT", default=f"{SITE_URL}/help/")
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "SAMEORIGIN"
FILE_UPLOAD_HANDLERS = [
    "certificates.uploads.InMemory",  # what is sent to /verify/ is never written
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
LARGEST_REQUEST, LARGEST_UPLOAD = (
    3_000_000,
    61_000_000,
)  # bytes; the second in the CMS, where a module may bring films along
DATA_UPLOAD_MAX_NUMBER_FIELDS = (
    10_000  # a bank of 60 questions; outside the CMS courses.middleware.LargeForms allows 1,000
)

# Mail. The sender of sign-in codes is bounded by EMAIL_TIMEOUT.
EMAIL_TIMEOUT = 5
DEFAULT_FROM_EMAIL = env("DEFAULT_FROM_EMAIL", default="Local Digital Leadership <learning@localhost>")
NOTIFY_API_KEY = env("NOTIFY_API_KEY", default="")
NOTIFY_TEMPLATE_ID = env("NOTIFY_TEMPLATE_ID", default="")
NOTIFY_URL = env("NOTIFY_URL", default="https://api.notifications.service.gov.uk")

# Published figures are management information until somebody who may say otherwise does (docs/operating.md).
OFFICIAL_STATISTICS = env.bool("OFFICIAL_STATISTICS", default=False)

# Figures for programs
API_REQUESTS_PER_MINUTE = env.int("API_REQUESTS_PER_MINUTE", default=120)  # of one token

# Certificates
CERTIFICATE_ISSUER = env("CERTIFICATE_ISSUER", default="Local Digital Leadership Programme")
SIGNING_KEY_FILE = env("SIGNING_KEY_FILE", default="")
SIGNING_CERTIFICATE_FILE = env("SIGNING_CERTIFICATE_FILE", default="")
SIGNING_FORMER_CERTIFICATE_FILES = env.list("SIGNING_FORMER_CERTIFICATE_FILES", default=[])

SILENCED_SYSTEM_CHECKS = [
    "models.W040",  # the completions index includes a column on PostgreSQL; SQLite has the index without it
    "security.W019",  # the CMS shows previews in a frame of its own; other sites are refused by frame-ancestors
]

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {
        "django_tasks": {"level": "WARNING"},
        "wagtail": {"level": "WARNING"},
        "weasyprint": {"level": "ERROR"},
        "fontTools": {"level": "ERROR"},
        "notifications_python_client": {"level": "CRITICAL"},  # repeats what Notify answers; ours says the number
        "celery.app.trace": {"level": "WARNING"},
    },
}
