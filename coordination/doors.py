"""The door of every coordinators' page: signed in, a coordinator at all (403), of this organisation (404), and allowed this (403)."""

from functools import wraps

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from people.doors import signed_in
from people.models import GrantKind
from people.permissions import duties

from .permissions import organisations_seen_by


def coordinating(permission, *methods):
    """`permission(user, organisation)` is asked; the view gets the organisation in place of its slug."""

    def guard(view):
        @signed_in(*methods)
        @wraps(view)
        def guarded(request, slug, **kwargs):
            require_grant(request.user)
            organisation = get_object_or_404(organisations_seen_by(request.user), slug=slug)
            if not permission(request.user, organisation):
                raise PermissionDenied
            return view(request, organisation, **kwargs)

        return guarded

    return guard


def require_grant(user):
    if GrantKind.COORDINATOR not in duties(user):
        raise PermissionDenied
