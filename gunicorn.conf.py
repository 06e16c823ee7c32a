"""How gunicorn serves the product, on a laptop and in production alike. Read by gunicorn from the current folder."""

import os
from pathlib import Path

wsgi_app = "training.wsgi"
bind = f"{os.environ.get('BIND', '127.0.0.1')}:{os.environ.get('PORT', '8000')}"
workers = int(os.environ.get("WEB_WORKERS", "1"))
threads = int(os.environ.get("WEB_THREADS", "8"))
timeout = 60
graceful_timeout = 10
# A worker shows that it lives by touching a file: in memory, where no slow or full disk lets it pass for dead.
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None
# Copies of the product on one machine would otherwise share one socket in the home folder.
control_socket_disable = True
loglevel = os.environ.get("WEB_LOG_LEVEL", "warning")
if os.environ.get("DJANGO_SETTINGS_MODULE") == "training.settings.production":
    # In lines of JSON, as the product's own: training/logs.py. Requests are logged there, with no path in them.
    logconfig_dict = {
        "formatters": {"line": {"()": "training.logs.Line"}},
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
        "loggers": {"gunicorn.error": {"handlers": ["console"], "level": loglevel.upper(), "propagate": False}},
    }
