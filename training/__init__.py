"""The project: settings, URLs, Celery and WSGI. Wiring only; nothing imports it."""

from .celery import app as celery_app

__all__ = ["celery_app"]
