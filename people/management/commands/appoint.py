"""Gives somebody a duty from the command line: the way to the first administrator."""

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email
from django.utils import timezone

from people import actions
from people.permissions import GROUPS


class Command(BaseCommand):
    help = "Put the person behind an address into a group, for example: appoint name@example.gov.uk Administrators"

    def add_arguments(self, parser):
        parser.add_argument("email")
        parser.add_argument("group", choices=GROUPS)

    def handle(self, *, email, group, **options):
        try:
            validate_email(email)
        except ValidationError:
            raise CommandError(f"{email} is not an email address.") from None
        now = timezone.now()
        user = actions.join(email=email, at=now)
        actions.appoint(user=user, group=group, by=None, at=now)
        self.stdout.write(f"{email} is in {group}. They sign in with a code by email and then set up a second factor.")
