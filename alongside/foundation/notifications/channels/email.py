"""Email: by the council's mail server where one is set up (ALONGSIDE_SMTP_URL), else dropped as a file."""

from __future__ import annotations

import smtplib
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.smtp import EmailBackend

from .message import CannotDeliver, Message
from .outbox import drop


def send(message: Message) -> None:
    if not settings.SMTP_URL:
        drop(message)
        return
    email = EmailMessage(
        subject=message.title, body=message.words, from_email=settings.EMAIL_FROM, to=[message.address],
        # The mail server sees the same message twice if an answer is lost on the way; this lets it tell.
        headers={"Message-ID": f"<{message.name}@{settings.EMAIL_FROM.rpartition('@')[2]}>"},
        connection=_server(settings.SMTP_URL),
    )
    if message.attachment is not None:
        email.attach(message.attachment_name, message.attachment, "application/pdf")
    try:
        email.send()
    except smtplib.SMTPRecipientsRefused:
        raise CannotDeliver("The mail server knows no such address.") from None


def _server(url: str) -> EmailBackend:
    """smtp://user:password@host:587 speaks TLS after starting; smtps://host:465 from the start."""
    parts = urlsplit(url)
    return EmailBackend(
        host=parts.hostname, port=parts.port or (465 if parts.scheme == "smtps" else 587),
        username=unquote(parts.username or ""), password=unquote(parts.password or ""),
        use_tls=parts.scheme == "smtp" and parts.port != 25, use_ssl=parts.scheme == "smtps", timeout=20,
    )
