"""Background work: rows are the outbox, Celery speeds it up, `run_due` stands in where there is no broker. And what is done when."""

import os

from celery.schedules import crontab

REDIS_URL = os.environ.get("REDIS_URL", "")
CELERY_BROKER_URL = REDIS_URL or "memory://"
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_TIME_LIMIT = 120
CELERY_TASK_SOFT_TIME_LIMIT = 90
CELERY_TASK_PUBLISH_RETRY = False
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
# No retries in the request: with kombu's own a refused connection cost a learner six seconds, a frozen broker four.
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "socket_timeout": 1,
    "socket_connect_timeout": 1,
    "max_retries": 0,
    "visibility_timeout": 600,
}
# Queues of their own, so that the sweep can see what waits in them, and a batch of thousands holds up nobody; a worker serves all.
CELERY_TASK_QUEUES = {
    name: {"exchange": name, "routing_key": name} for name in ("celery", "certificates", "bulk", "exports")
}
CELERY_TASK_ROUTES = {
    "certificates.tasks.render": {"queue": "certificates"},
    "certificates.tasks.work_through": {"queue": "bulk"},
    "coordination.tasks.prepare": {"queue": "exports"},  # a worker of its own: a heavy reader never slows a learner
    "reports.tasks.refresh": {"queue": "exports"},
    "reports.tasks.refresh_when_asked": {"queue": "exports"},
}
CELERY_TIMEZONE = "Europe/London"
CELERY_BEAT_SCHEDULE = {
    "organisations that succeed others": {
        "task": "organisations.tasks.take_effect",
        "schedule": crontab(hour=0, minute=5),
    },
    "terms of office and old questions": {"task": "people.tasks.daily", "schedule": crontab(hour=6, minute=20)},
    "erase old events": {"task": "audit.tasks.erase_old", "schedule": crontab(day_of_month=1, hour=2, minute=10)},
    "send due mail": {"task": "mail.tasks.send_due", "schedule": 30},
    "welcome newcomers": {"task": "progress.tasks.welcome", "schedule": 60},
    "remind learners": {"task": "progress.tasks.remind", "schedule": 300},
    "render due certificates": {"task": "certificates.tasks.sweep", "schedule": 20},
    "work through batches": {"task": "certificates.tasks.sweep_batches", "schedule": 20},
    "announce renewals of certificates": {"task": "certificates.tasks.daily", "schedule": crontab(hour=7, minute=40)},
    "refresh figures": {"task": "reports.tasks.refresh", "schedule": 240},
    "count figures again": {"task": "reports.tasks.refresh_when_asked", "schedule": 10},
    "count where learners stop": {"task": "progress.tasks.count_lessons", "schedule": crontab(hour=1, minute=10)},
    "count how questions do": {"task": "assessment.tasks.count_questions", "schedule": crontab(hour=1, minute=20)},
    "freeze the figures of a month": {"task": "reports.tasks.freeze", "schedule": crontab(hour=4, minute=10)},
    "send reports by email": {"task": "reports.tasks.send_reports", "schedule": crontab(hour=8, minute=20)},
    "publish what is due": {"task": "reports.tasks.publish", "schedule": 30},
    "close unfinished papers": {"task": "assessment.tasks.close_stale", "schedule": crontab(hour=3, minute=10)},
    "prepare files of people": {"task": "coordination.tasks.sweep", "schedule": 10},
    "erase old invitations": {"task": "coordination.tasks.erase_expired", "schedule": crontab(hour=2, minute=40)},
    "count learners again after a publish": {"task": "progress.tasks.catch_up", "schedule": 5},
    "erase old feedback": {"task": "feedback.tasks.erase_old", "schedule": crontab(hour=3, minute=40)},
    "remind of reviews": {"task": "courses.tasks.remind_of_reviews", "schedule": crontab(hour=6, minute=30)},
    "publish what is scheduled": {"task": "courses.tasks.publish_due", "schedule": 60},
}
