"""The test settings for a worker whose files another process is to find: on disk, in the folder that the test names."""

from training.settings.test import *  # noqa: F403
from training.settings.test import env

MEDIA_ROOT = env("CHAOS_MEDIA")
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
