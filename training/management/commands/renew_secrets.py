"""After a new key was put first in FIELD_KEYS: whatever the older ones sealed is sealed anew, so that they can be taken away."""

from django.core.management.base import BaseCommand, CommandError

from people import sealed, tenants
from progress import learning_log

SEALED = {
    "private notes": learning_log.renew_secrets,
    "second steps": sealed.renew_secrets,
    "councils’ sign-ins": tenants.renew_secrets,
}


class Command(BaseCommand):
    help = "Seal private notes, second steps and councils’ secrets with the newest of FIELD_KEYS. May run while people work, and again."

    def handle(self, **options):
        lost = 0
        for name, renew in SEALED.items():
            done, unread = renew()
            lost += unread
            self.stdout.write(f"{name}: {done} sealed anew" + (f", {unread} not opened by any key" * bool(unread)))
        if lost:
            raise CommandError("Keep every old key: without it what was not opened is lost.")
        self.stdout.write(
            "The old keys can go from FIELD_KEYS in an hour. Keep them as long as backups that they open."
        )
