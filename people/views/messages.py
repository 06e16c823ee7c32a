"""What one is sent: which messages always come, and whether reminders may."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone

from mail import recipients

from ..doors import posted, signed_in
from ..forms.choices import RemindersForm


@signed_in("GET", "POST")
def choose_messages(request):
    person = request.user
    addresses = [person.email, *person.emailaddress_set.values_list("email", flat=True)]
    are_off = recipients.wants_none(person=person.pk, addresses=addresses)
    form = RemindersForm(posted(request), initial={"reminders": "off" if are_off else "on"})
    if not form.is_valid():
        status = 422 if form.is_bound else 200
        return render(request, "people/messages.html", {"form": form}, status=status)
    if form.cleaned_data["reminders"] == "on":
        recipients.subscribe(person=person.pk, addresses=addresses)
    else:
        recipients.unsubscribe(person=person.pk, at=timezone.now())
    messages.success(request, form.said)
    return redirect("people:messages")
