"""What the demonstration's administrator has given its coordinator: the file of people, so that it can be tried too."""

from people.demonstration import ADMINISTRATOR, COORDINATOR
from people.models import Grant, User

from . import files


def make(*, at):
    """Idempotent; after the people have been made."""
    administrator = User.objects.get(email=ADMINISTRATOR)
    for grant in Grant.objects.current().filter(user__email=COORDINATOR):
        files.give_right(grant=grant, by=administrator, at=at)
