"""Asks an address as somebody, and takes back whatever the answer changed."""

from copy import deepcopy
from urllib.parse import urlsplit

from django.db import transaction

BACKEND = "django.contrib.auth.backends.ModelBackend"
ALLOWED, REFUSED, BROKEN = "allowed", "refused", "broken"
DOORS = "/cms/", "/cms/login/", "/sign-in/"


class Asker:
    """One person (None: nobody signed in) at the product, or a program by its token."""

    def __init__(self, client, person=None, token=""):
        client.raise_request_exception = False
        client.logout()
        if person:
            client.force_login(person, backend=BACKEND)
        self.client, self.cookies = client, deepcopy(client.cookies)
        self.headers = {"Authorization": f"Bearer {token}"} if token else {}

    def ask(self, method, path, query=""):
        """allowed, refused or broken; nothing is kept."""
        return outcome(self.answer(method, path, query))

    def answer(self, method, path, query=""):
        """The answer itself; what it changed is taken back."""
        self.client.cookies = deepcopy(self.cookies)
        with transaction.atomic():
            answer = getattr(self.client, method.lower())(f"{path}?{query}" if query else path, headers=self.headers)
            transaction.set_rollback(True)
        return answer


def outcome(answer):
    """Sent to sign in, or back to the start of the CMS with a message, is refused; so is what is not there for them."""
    if answer.status_code >= 500:
        return BROKEN
    if answer.status_code >= 400:
        return REFUSED
    if 300 <= answer.status_code < 400:
        return REFUSED if urlsplit(answer.url).path in DOORS else ALLOWED
    return ALLOWED
