"""Makes a database ready to serve: migrate, and load organisations, content and demonstration people where it is empty."""

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand

from courses.models import ModulePage
from organisations.models import Organisation


class Command(BaseCommand):
    help = "Migrate, and load the starter content when the database is empty (used by ./run)."

    def handle(self, **options):
        self.stdout.write("Database: bringing tables up to date")
        call_command("migrate", verbosity=0)
        call_command("createcachetable", verbosity=0)
        call_command("check", databases=["default"])
        if not Organisation.objects.exists():
            call_command("load_organisations", stdout=self.stdout)
        if not ModulePage.objects.exists():
            call_command("load_content", stdout=self.stdout)
        if settings.DEMONSTRATION:
            call_command("load_demo", stdout=self.stdout)
