"""My learning, the page for newcomers to the code, and the answer to “is it well?”."""

from datetime import UTC, timedelta

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from courses.models import CoursePage, ModulePage
from people.doors import signed_in
from people.permissions import current_membership, duties

from . import health as checks
from . import summary
from .learning import my_learning as learning_of
from .sent_mail import sent_mail
from .suggestions import suggestions

CONTACT_HOLDS_FOR = timedelta(days=180)


@require_GET
@login_required
def my_learning(request):
    membership = current_membership(request.user)
    audience, now = membership.audience if membership else "", timezone.now()
    learning = learning_of(request.user, audience, now)
    context = {
        "membership": membership,
        "duties": duties(request.user),
        "learning": learning,
        "suggestions": suggestions(request.user, audience, learning, now),
    }
    return render(request, "home/my_learning.html", context)


@signed_in("GET")
def module_summary(request, module_id):
    """What a completed module leads to; until then, the module itself."""
    module = get_object_or_404(ModulePage, pk=module_id)
    found = summary.module_summary(request.user, module, timezone.now())
    if found is None:
        return redirect(module.url)
    return render(request, "home/module_summary.html", {"summary": found})


@signed_in("GET")
def course_summary(request, course_id):
    """What a completed course leads to; until then, the course itself."""
    course = get_object_or_404(CoursePage, pk=course_id)
    found = summary.course_summary(request.user, course, timezone.now())
    if found is None:
        return redirect(course.url)
    return render(request, "home/course_summary.html", {"summary": found})


@require_GET
@never_cache
def development(request):
    """Who can sign in on a laptop, and the mail that they were sent. Not there in production."""
    if not settings.DEVELOPMENT:
        raise Http404
    demonstration = get_user_model().objects.filter(is_demonstration=True, is_active=True)
    people = demonstration.prefetch_related("groups", "memberships__organisation", "grants__organisation")
    return render(request, "home/development.html", {"people": people, "mails": sent_mail(settings.EMAIL_FILE_PATH)})


@require_GET
def security_contact(request):
    """Where to tell of a weakness (RFC 9116). It never runs out while the service runs."""
    expires = timezone.now().astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0) + CONTACT_HOLDS_FOR
    lines = {
        "Contact": settings.SECURITY_CONTACT,
        "Expires": f"{expires:%Y-%m-%dT%H:%M:%SZ}",
        "Preferred-Languages": "en",
        "Canonical": f"{settings.SITE_URL}{request.path}",
    }
    text = "".join(f"{name}: {value}\n" for name, value in lines.items())
    return HttpResponse(text, content_type="text/plain; charset=utf-8")


@require_GET
@never_cache
def ready(request):
    """Whether this process can serve: for a load balancer, which sends nobody here while it cannot. Redis and mail are not asked."""
    can = checks.clock_off() is not None
    return JsonResponse({"ready": can}, status=200 if can else 503)


@require_GET
@never_cache
def health(request):
    """200 when all is well, 503 when something is not; names no person and no address."""
    report = checks.report(timezone.now())
    return JsonResponse(report, status=200 if report["well"] else 503)
