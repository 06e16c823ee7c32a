"""Whose a request is, how long a session lasts, and that staff have shown a second factor in this very session."""

from datetime import datetime, timedelta
from http import HTTPStatus
from urllib.parse import urlencode, urlsplit

from allauth.account.authentication import get_authentication_records
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.shortcuts import redirect, resolve_url
from django.urls import reverse
from django.utils import timezone

from audit.actions import record

from . import sessions
from .models import User
from .permissions import duties

IDLE = timedelta(minutes=60)
AT_MOST = timedelta(hours=12)
NOTED_EVERY = timedelta(minutes=1)
SLIDES_EVERY = timedelta(days=1)

# Where a second factor is set up and used, and where one can always go: out, or to what every page needs.
OPEN_PLACES = ("/account/", "/sign-in/", "/sign-out/", "/static/", "/help/", "/health")


class Authentication(AuthenticationMiddleware):
    """Django's, asking as people/sessions.py does, and at once: who is there is asked with every page, and often."""

    def process_request(self, request):
        super().process_request(request)
        request.user = sessions.person(request)


class SessionLength:
    """Keep me signed in: 30 days from the last visit. Staff: 60 minutes idle, 12 hours at most, whatever was ticked."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.user.is_authenticated:
            now = timezone.now()
            if duties(request.user) and self._is_over(request.session, now):
                logout(request)
                messages.info(request, "You were signed out, because staff sessions are short. Sign in again to go on.")
            else:
                self._note(request, now)
        return self.get_response(request)

    def _is_over(self, session, now):
        began, seen = _moment(session, "signed_in_at"), _moment(session, "seen_at")
        return (began and now - began > AT_MOST) or (seen and now - seen > IDLE)

    def _note(self, request, now):
        """Written now and then, not with every page, so that reading costs no write."""
        session = request.session
        if duties(request.user) and _is_older(session, "seen_at", now, NOTED_EVERY):
            session["seen_at"] = now.isoformat()
        if session.get("kept_at") and _is_older(session, "kept_at", now, SLIDES_EVERY):
            session["kept_at"] = now.isoformat()
            User.objects.filter(pk=request.user.pk).update(last_login=now)  # used, though not signed in anew


class SecondFactor:
    """Allauth offers second factors; this makes those with duties use one. Off where settings.REQUIRE_SECOND_FACTOR is."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if self._must_show_one(request):
            return redirect(self._place_to_show_it(request))
        return self.get_response(request)

    def _must_show_one(self, request):
        if not settings.REQUIRE_SECOND_FACTOR or request.path.startswith(OPEN_PLACES):
            return False
        return bool(duties(request.user)) and not has_shown_second_factor(request)

    def _place_to_show_it(self, request):
        if not is_mfa_enabled(request.user):
            messages.info(request, "Your duties need a second step at sign-in. Set one up to go on.")
            return reverse("mfa_index")
        back = request.get_full_path() if request.method == "GET" else "/"
        return f"{reverse('mfa_reauthenticate')}?{urlencode({'next': back})}"


class DeniedAccess:
    """Whoever is signed in and is refused is recorded, with the name of the door and never its address: that may hold anything.
    The CMS refuses by an error and a way back, which is recorded alike."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        refused = response.status_code == HTTPStatus.FORBIDDEN or _is_turned_away(request, response)
        if refused and request.user.is_authenticated:
            door = request.resolver_match.view_name if request.resolver_match else ""
            record(name="people.denied", at=timezone.now(), actor=request.user.pk, door=door, method=request.method)
        return response


def _is_turned_away(request, response):
    """By Wagtail: to the start of the CMS, or to the door where even that is closed."""
    if response.status_code != HTTPStatus.FOUND or not request.path.startswith(start := reverse("wagtailadmin_home")):
        return False
    return urlsplit(response.url).path in {start, resolve_url(settings.LOGIN_URL)} and _says_an_error(request)


def _says_an_error(request):
    """Something new that the next page will show; it is looked at, and stays."""
    said = messages.get_messages(request)
    levels = {message.level for message in said} if said.added_new else set()
    said.used = False
    return messages.ERROR in levels


def has_shown_second_factor(request):
    """In this session, and as this person: without the user allauth answers nothing."""
    return any(step.get("method") == "mfa" for step in get_authentication_records(request, request.user))


def _moment(session, key):
    return datetime.fromisoformat(session[key]) if session.get(key) else None


def _is_older(session, key, now, age):
    moment = _moment(session, key)
    return moment is None or now - moment > age
