"""Makes the demonstration people and lists them. Refused where demonstrations are off, above all in production."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from coordination import demonstration as coordination
from people import demonstration as people


class Command(BaseCommand):
    help = "Make the demonstration people of fictional organisations, and list them."

    def handle(self, **options):
        if not settings.DEMONSTRATION:
            raise CommandError("Demonstration people are only made where settings.DEMONSTRATION is on.")
        now = timezone.now()
        cast = people.make(at=now)
        coordination.make(at=now)
        self.stdout.write(
            "  Demonstration people (sign in with the address; the code is in the mail that the server keeps):"
        )
        for person in cast:
            self.stdout.write(f"    {person.email:<34} {person.name:<22} {person.does}")
