"""Makes a database ready to serve: migrate, and load organisations, content and demonstration people where it is empty."""

import io

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand

from courses.models import ModulePage
from organisations.models import Organisation


class Steps(io.StringIO):
    """Takes what `migrate` prints, and says every now and then how far it is."""

    EVERY = 50

    def __init__(self, out):
        super().__init__()
        self.out, self.done = out, 0

    def write(self, text):
        made = text.count(" OK")
        self.done += made
        if made and self.done % self.EVERY == 0:
            self.out.write(f"  {self.done} changes of the tables made")
        return len(text)


class Command(BaseCommand):
    help = "Migrate, and load the starter content when the database is empty (used by ./run)."

    def add_arguments(self, parser):
        parser.add_argument("--people-only", action="store_true", help="a demonstration without its invented history")

    def handle(self, *, people_only=False, **options):
        self.stdout.write("Database: bringing tables up to date")
        call_command("migrate", verbosity=1, stdout=Steps(self.stdout))
        call_command("createcachetable", verbosity=0)
        call_command("check", databases=["default"])
        if not Organisation.objects.exists():
            call_command("load_organisations", stdout=self.stdout)
        if not ModulePage.objects.exists():
            call_command("load_content", stdout=self.stdout)
        if settings.DEMONSTRATION:
            call_command("load_demo", people_only=people_only, stdout=self.stdout)
