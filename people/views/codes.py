"""Asking for a code at any of our doors, and saying in words why none was sent."""

from django.utils import timezone

from mail.actions import NotSent

from .. import signup

PROBLEMS = {
    signup.TooMany: ("Too many codes were asked for. Wait 10 minutes, then try again", 429),
    NotSent: ("We could not send the email. Try again in a few minutes", 503),
}


def ask(request, *challenges):
    """Each challenge is what `signup.begin` takes by name. (problem in words, status): nothing and 302 where all were sent."""
    try:
        for challenge in challenges:
            signup.begin(request, at=timezone.now(), **challenge)
    except tuple(PROBLEMS) as error:
        return PROBLEMS[type(error)]
    return "", 302


def send(request, form, *challenges):
    """The same for a form with an `email`, which then carries the problem. Returns the status."""
    problem, status = ask(request, *challenges)
    if problem:
        form.add_error("email", problem)
    return status
