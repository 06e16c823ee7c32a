"""What the CMS asks before it publishes one of our pages: the draft is kept, and the editor reads what stands against it."""

from django.shortcuts import redirect
from django.utils import timezone
from wagtail import hooks

from .judging import JUDGED, refusals
from .wording import editor_url, say_refused


@hooks.register("before_publish_page")
def refuse_in_words(request, page):
    findings = refusals(page, on=timezone.localdate()) if isinstance(page, JUDGED) else []
    if not findings:
        return None
    say_refused(request, page, findings)
    return redirect(editor_url(page))
