"""To approve is to publish: whoever approves a page of a course is told first whom it reaches, in the box in which they confirm it."""

from wagtail.models import AbstractGroupApprovalTask

from .judging import JUDGED


def ask_before_approving():
    """Wagtail offers to approve at once, or with a comment in a box: for our pages only the box is left, with its comment optional."""
    plain = AbstractGroupApprovalTask.get_actions

    def asking(task, obj, user):
        actions = plain(task, obj, user)
        if getattr(obj, "specific_class", None) not in JUDGED:
            return actions
        return [(name, "Approve" if name == "approve" else label, asks) for name, label, asks in actions if asks]

    AbstractGroupApprovalTask.get_actions = asking
