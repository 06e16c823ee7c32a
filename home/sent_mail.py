"""The mail that a laptop sent, read from the folder where Django's file backend keeps it. For development only."""

from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes, policy
from email.utils import parsedate_to_datetime
from pathlib import Path

SHOWN = 30


@dataclass(frozen=True)
class Mail:
    sent_at: datetime
    to: str
    subject: str
    body: str


def sent_mail(folder) -> list[Mail]:
    """Newest first, at most SHOWN."""
    files = sorted(Path(folder).glob("*.log"), key=lambda file: file.stat().st_mtime, reverse=True)[:SHOWN]
    mails = [mail for file in files for mail in _mails(file)]
    return sorted(mails, key=lambda mail: mail.sent_at, reverse=True)[:SHOWN]


def _mails(file):
    """A file may hold several, each closed by a line of 79 hyphens."""
    for written in file.read_bytes().split(b"\n" + b"-" * 79 + b"\n"):
        if written.strip():
            message = message_from_bytes(written.strip(b"\n"), policy=policy.default)
            body = message.get_body(("plain",))
            words = body.get_content() if body else ""
            yield Mail(parsedate_to_datetime(message["Date"]), message["To"], message["Subject"], words)
