"""Email addresses and mobile numbers, so that they can be known again and not read."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.crypto import salted_hmac

from alongside.foundation.design import telephones


def channel_of(typed: str) -> str:
    """"email" or "text", or nothing where it is neither."""
    if "@" in typed:
        try:
            validate_email(typed.strip())
        except ValidationError:
            return ""
        return "email"
    return "text" if telephones.is_mobile(typed) else ""


def plain(typed: str) -> str:
    """One spelling of what people write in many: 07700 900123 and +44 7700 900123 are one number."""
    return typed.strip().casefold() if "@" in typed else telephones.plain(typed)


def digest(typed: str) -> str:
    """Stands for an address that we must know again and need not read."""
    return salted_hmac("self_assessment.address", plain(typed), algorithm="sha256").hexdigest()


def digests(*typed: str) -> list[str]:
    """Of those a code can go to."""
    return sorted({digest(one) for one in typed if channel_of(one)})


def to_send(typed: str) -> str:
    """As a message is addressed."""
    return typed.strip() if "@" in typed else f"+44{plain(typed).removeprefix('0')}"
