"""Where allauth asks us. Nobody signs up or in through its own pages, because there is one door (signup.py)."""

from urllib.parse import urlencode

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.urls import reverse

from .permissions import current_membership, duties
from .secrecy import decrypt, encrypt


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request):
        return False

    def post_login(self, request, user, *, redirect_url, **how):
        """Whoever has not yet said where they serve is welcomed first, whichever way they signed in; an invitation says it for them."""
        came_from = redirect_url or settings.LOGIN_REDIRECT_URL
        asks_itself = came_from.startswith(settings.WELCOMING_PLACES)
        if not asks_itself and not duties(user) and current_membership(user) is None:
            redirect_url = f"{reverse('people:choose-organisation')}?{urlencode({'next': came_from})}"
        return super().post_login(request, user, redirect_url=redirect_url, **how)

    def add_message(self, request, level, message_template=None, *args, **kwargs):
        """The page one lands on shows that one is signed in; no notice repeats it."""
        if message_template != "account/messages/logged_in.txt":
            super().add_message(request, level, message_template, *args, **kwargs)


class MFAAdapter(DefaultMFAAdapter):
    """Secrets of second factors are stored encrypted."""

    def encrypt(self, text):
        return encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text):
        return decrypt(encrypted_text.encode()).decode()

    def generate_authenticator_name(self, user, type):
        """What a passkey is called until its owner says which device it is."""
        return "My device"
