"""Makes the pair with which certificates are sealed: a key on the curve P-256, and a certificate of ten years."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from certificates import keys


class Command(BaseCommand):
    help = "Makes key.pem and certificate.pem in a new folder. Keep the key where no backup of the database is."
    requires_system_checks = ()  # it is what one needs before they can pass

    def add_arguments(self, parser):
        parser.add_argument("folder", type=Path)
        parser.add_argument("--name", required=True, help="whom the certificate names: the organisation that issues")

    def handle(self, *, folder, name, **options):
        if folder.exists():
            raise CommandError(f"{folder} is there already. A key is never written over: choose a new folder.")
        if name == keys.DEVELOPMENT_NAME:
            raise CommandError("That name is kept for laptops.")
        keys.make_pair(folder, name)
        self.stdout.write(
            f"SIGNING_KEY_FILE={folder / 'key.pem'}\nSIGNING_CERTIFICATE_FILE={folder / 'certificate.pem'}"
        )
