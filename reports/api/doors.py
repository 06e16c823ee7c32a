"""Who may ask by program, and how often. A token is looked at anew with every request, so what is withdrawn is over at once."""

import time

from allauth.core.internal.ratelimit import consume
from django.conf import settings
from django.core.cache import cache
from django.utils import timezone
from ninja.errors import HttpError
from ninja.throttling import BaseThrottle
from wagtail.api.v3.auth import BearerTokenAuth
from wagtail.models import APIToken

from reports.tokens import may_read, note_use

MINUTE = 60


class ServiceTokenAuth(BearerTokenAuth):
    """Wagtail's, which knows revoked tokens and closed users; ours adds the end, the right, and a limit to guessing."""

    def authenticate(self, request, token):
        known = super().authenticate(request, token) if APIToken.validate_token_format(token) else None
        now = timezone.now()
        if known and may_read(known, now):
            note_use(known, now)
            return known
        if not consume(request, app="allauth.account", action="api_misses", limit_get=True):
            raise HttpError(429, "Too many requests with a token that is not valid. Try again in ten minutes.")
        return None


class PerToken(BaseThrottle):
    """So many requests in each minute of the clock. The counter is the cache's own, so no two threads count in one variable."""

    def allow_request(self, request):
        key = f"api:{request.auth.pk}:{int(time.time()) // MINUTE}"
        cache.add(key, 0, 2 * MINUTE)
        return cache.incr(key) <= settings.API_REQUESTS_PER_MINUTE

    def wait(self):
        return MINUTE - int(time.time()) % MINUTE
