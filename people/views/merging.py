"""Making two accounts of one person one: the other address, a code to each of the two, and it is done."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters

from .. import addresses, merging, signup
from ..doors import posted, signed_in
from ..forms.signing import BothCodesForm, OtherAddressForm
from . import codes

# One challenge in the session for each address; the codes differ.
MINE, OTHER = "merge_mine", "merge_other"


@signed_in("GET", "POST")
def merge(request):
    form, status = OtherAddressForm(posted(request), own=addresses.confirmed(request.user)), 200
    if request.method == "POST":
        status = _send_codes(request, form) if form.is_valid() else 422
        if status == 302:
            return redirect("people:merge-codes")
    return render(request, "people/merge.html", {"form": form}, status=status)


def _send_codes(request, form):
    """Whether the other address has an account is not looked up before its code is right."""
    to = {OTHER: form.cleaned_data["email"], MINE: request.user.email}
    return codes.send(
        request, form, *({"email": email, "key": key, "template": "merge_code"} for key, email in to.items())
    )


@sensitive_post_parameters("mine", "other")
@signed_in("GET", "POST")
def merge_codes(request):
    mine, other = signup.Challenge(request.session, MINE), signup.Challenge(request.session, OTHER)
    if not (mine and other):
        return redirect("people:merge")
    form, status = BothCodesForm(posted(request), mine=mine.email, other=other.email), 200
    if request.method == "POST":
        status = _judge(request, form, mine, other) if form.is_valid() else 422
        if status == 302:
            return redirect("people:account")
    return render(request, "people/merge_codes.html", {"form": form}, status=status)


def _judge(request, form, mine, other):
    now = timezone.now()
    if any(one.is_spent or one.has_expired(now) or not signup.may_try(request, one.email) for one in (mine, other)):
        form.add_error(None, "These codes cannot be used any more. Go back and ask for new ones")
        return 429
    right = [mine.accepts(form.cleaned_data["mine"]), other.accepts(form.cleaned_data["other"])]
    for name, is_right in zip(("mine", "other"), right, strict=True):
        if not is_right:
            form.add_error(name, "The code is not right. Check the newest message at this address")
    return _unite(request, form, mine, other, now) if all(right) else 422


def _unite(request, form, mine, other, now):
    email = other.email
    mine.forget()
    other.forget()
    try:
        merging.claim(user=request.user, email=email, at=now)
    except merging.NotMerged as refused:
        form.add_error(None, refused.reason)
        return 409
    messages.success(request, "It is done: you can sign in with either address, and all that you have learnt is here.")
    return 302
