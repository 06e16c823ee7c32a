"""The door for gunicorn."""

import os

from django.core.wsgi import get_wsgi_application

from training.starting import refuse_unsound

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "training.settings.production")

application = get_wsgi_application()
refuse_unsound()
