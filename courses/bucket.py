"""Where files lie in production, if a bucket is named. Apart from courses/pictures.py, because its libraries are slow to load."""

from django.conf import settings
from storages.backends.s3 import S3Storage


class Bucket(S3Storage):
    """A private bucket: what it holds is reached through us (courses/pictures.py)."""

    def url(self, name, *args, **kwargs):
        return settings.MEDIA_URL + name
