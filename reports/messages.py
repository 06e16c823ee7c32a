"""The words of a report by email, as of the moment when it is sent. None where the right is gone."""

from django.conf import settings
from django.urls import reverse

from mail.kinds import register

from . import subscriptions
from .asking import NoSuchTable, ask
from .models import Subscription


def report(subscription):
    found = Subscription.objects.current().filter(pk=subscription).select_related("person", "organisation").first()
    if found is None or not subscriptions.may_get(found):
        return None
    shown = _people(found) if found.organisation else _table(found)
    stop = reverse("reports:stop-subscription", args=[subscriptions.token_of(found)])
    return shown and shown | {"stop_link": settings.SITE_URL + stop, "every": found.get_every_display().lower()}


def _people(found):
    path = reverse("coordination:people", args=[found.organisation.slug])
    return {"title": f"your people at {found.organisation.name}", "chosen": [], "link": settings.SITE_URL + path}


def _table(found):
    try:
        asked = ask(found.table, found.query)
    except NoSuchTable:
        return None
    if not asked.is_valid:
        return None
    return {"title": asked.question.title, "chosen": asked.form.chosen, "link": settings.SITE_URL + asked.path}


register("report", purpose="service", subject="Report: {title}", context=report)
register("report_of_people", purpose="service", waits=True, subject="Report: {title}", context=report)
