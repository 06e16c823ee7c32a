"""Who may do what with certificates that are not their own."""

from wagtail.permission_policies import ModelPermissionPolicy

from people.permissions import is_administrator


def can_operate(user) -> bool:
    """Find, revoke, reissue and award: administrators."""
    return is_administrator(user)


def can_see_former_name(user, certificate) -> bool:
    """A name that its holder had corrected is seen by one permission alone, which no group has by itself."""
    return not certificate.bears_former_name or user.has_perm("certificates.view_former_name")


class Operators(ModelPermissionPolicy):
    """The same for the CMS’s own screens."""

    def user_has_permission(self, user, action):
        return can_operate(user)

    def user_has_any_permission(self, user, actions):
        return can_operate(user)
