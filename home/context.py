"""What every page's frame needs to know. Asks the database nothing, so that it costs every page the same: duties came with the person."""

from functools import cache, lru_cache
from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from feedback.places import about
from people import sessions
from people.middleware import IDLE
from people.permissions import duties, is_analyst, is_coordinator

FOOTER = (
    ("About the programme", "/about/"),
    ("Get help", "/help/"),
    ("Check a certificate", "/verify/"),
    ("Published figures", "/published-figures/"),
    ("Privacy notice", "/privacy/"),
    ("Cookies", "/cookies/"),
    ("Accessibility statement", "/accessibility/"),
    ("Terms of use", "/terms/"),
)
address = cache(reverse)  # ours never change
encoded = lru_cache(maxsize=2000)(lambda *pairs: urlencode(pairs))
NAVIGATION = (
    ("Courses", "/courses/"), ("Modules", "/modules/"), ("The Declaration", "/declaration/"), ("Search", "/search/"),
)  # fmt: skip


def site(request):
    signed_in = hasattr(request, "user") and request.user.is_authenticated
    navigation = (*_own(request.user), *NAVIGATION) if signed_in else NAVIGATION
    return {
        "service_name": settings.WAGTAIL_SITE_NAME,
        "demonstration": settings.DEMONSTRATION,
        "site_url": settings.SITE_URL,
        "canonical_url": f"{settings.SITE_URL}{request.path}",
        "report_problem_url": f"{address('feedback:report')}?{encoded(*about(request).items())}",
        "signed_in": signed_in,
        "seconds_left": _seconds_left(request) if signed_in else None,
        "sign_in_url": f"{address('people:sign-in')}?{encoded(('next', request.path))}",
        "sign_out_url": address("people:sign-out"),
        "account_url": address("people:account"),
        "nav_items": [{"text": text, "url": url, "current": request.path.startswith(url)} for text, url in navigation],
        "footer_items": [{"text": text, "url": url} for text, url in (*FOOTER, *_development())],
    }


def _seconds_left(request):
    """Until one is signed out, if nothing is clicked. A preview has no session."""
    left = sessions.left(getattr(request, "session", None), timezone.now(), idle=IDLE if duties(request.user) else None)
    return int(left.total_seconds()) if left else None


def _own(user):
    people = (("Your people", address("coordination:choose")),) if is_coordinator(user) else ()
    figures = (("Figures", address("reports:overview")),) if is_analyst(user) else ()
    return (("My learning", address("home:my-learning")), *people, *figures)


def _development():
    return (("Sent mail and demonstration people", address("home:development")),) if settings.DEVELOPMENT else ()
