"""Where allauth asks us. Nobody signs up or in through its own pages, because there is one door (signup.py)."""

from urllib.parse import urlencode

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.providers.base import AuthError, AuthProcess
from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from audit.actions import record

from . import signup, single_sign_on
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

    def send_mail(self, template_prefix, email, context):
        """In the frame of all our mail."""
        frame = {"service_name": settings.WAGTAIL_SITE_NAME, "site_url": settings.SITE_URL}
        super().send_mail(template_prefix, email, {**context, **frame, "demonstration": settings.DEMONSTRATION})

    def format_email_subject(self, subject):
        return subject

    def add_message(self, request, level, message_template=None, *args, **kwargs):
        """The page one lands on shows that one is signed in; no notice repeats it."""
        if message_template != "account/messages/logged_in.txt":
            super().add_message(request, level, message_template, *args, **kwargs)


class SocialAdapter(DefaultSocialAccountAdapter):
    """Whom a council's sign-in brings: known by its id there, signed in already, or met at our own door."""

    def is_open_for_signup(self, request, sociallogin):
        return False

    def get_requests_session(self):
        """A provider answers at the addresses that it names, and leads us nowhere else."""
        session = super().get_requests_session()
        session.max_redirects = 0
        return session

    def pre_social_login(self, request, sociallogin):
        if sociallogin.state.get("process") == AuthProcess.CONNECT:
            return
        if not sociallogin.is_existing:
            raise ImmediateHttpResponse(single_sign_on.meet(request, sociallogin))
        waiting = request.session.get(single_sign_on.WAITING, {})
        signup.stay(request, keep=waiting.get("keep"), at=timezone.now())

    def on_authentication_error(self, request, provider, error=None, exception=None, extra_context=None):
        """Why, in words, beside what allauth says anyway; whoever stopped it themselves needs none."""
        code = single_sign_on.code_of(exception)
        record(name="people.council_refused", at=timezone.now(), subject=provider.app.provider_id, reason=code)
        if error != AuthError.CANCELLED:
            extra_context |= {"problem": single_sign_on.WORDS[code], "slug": provider.app.provider_id}


class MFAAdapter(DefaultMFAAdapter):
    """Secrets of second factors are stored encrypted."""

    def encrypt(self, text):
        return encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text):
        return decrypt(encrypted_text.encode()).decode()

    def generate_authenticator_name(self, user, type):
        """What a passkey is called until its owner says which device it is."""
        return "My device"
