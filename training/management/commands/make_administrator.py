"""Makes the first administrator of a new installation; later ones are appointed in the CMS."""

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from people import actions
from people.permissions import ADMINISTRATORS


class Command(BaseCommand):
    help = "Make a person who has signed in once an administrator."

    def add_arguments(self, parser):
        parser.add_argument("email")

    def handle(self, *, email, **options):
        user = get_user_model().objects.filter(email=email.lower(), is_active=True).first()
        if user is None:
            raise CommandError("Nobody has signed in with this address. Sign in with it once, then run this again.")
        actions.appoint(user=user, group=ADMINISTRATORS, by=None, at=timezone.now())
        self.stdout.write("Done. A second factor is asked for at the next visit to the CMS.")
