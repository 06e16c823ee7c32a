"""Sending through GOV.UK Notify, in place of an SMTP server, where NOTIFY_API_KEY is set. One template with ((subject)) and ((body))."""

from django.conf import settings
from django.core.mail.backends.base import BaseEmailBackend
from notifications_python_client.errors import APIError
from notifications_python_client.notifications import NotificationsAPIClient


class NotTaken(OSError):
    """Notify could not be reached, or refused: `status` is the number of its answer, and no word of the message. Callers try again."""

    def __init__(self, status):
        super().__init__(status)
        self.status = status


class NotifyBackend(BaseEmailBackend):
    """Each recipient is a request of its own, waited for EMAIL_TIMEOUT at most. `reference` is our Message-ID: no personal data."""

    def send_messages(self, email_messages):
        client = NotificationsAPIClient(
            settings.NOTIFY_API_KEY, base_url=settings.NOTIFY_URL, timeout=settings.EMAIL_TIMEOUT
        )
        return sum(self._send(client, message, to) for message in email_messages for to in message.recipients())

    def _send(self, client, message, to):
        try:
            client.send_email_notification(
                to,
                settings.NOTIFY_TEMPLATE_ID,
                personalisation={"subject": message.subject, "body": message.body},
                reference=message.extra_headers.get("Message-ID", "").strip("<>") or None,
                one_click_unsubscribe_url=message.extra_headers.get("List-Unsubscribe", "").strip("<>") or None,
            )
        except APIError as error:
            if self.fail_silently:
                return 0
            raise NotTaken(error.status_code) from None
        return 1
