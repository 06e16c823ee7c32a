"""The door for gunicorn."""

import os

from django.core.wsgi import get_wsgi_application

from training.starting import refuse_unsound, refuse_without_static_files

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "training.settings.production")

application = get_wsgi_application()
refuse_unsound()
refuse_without_static_files()
