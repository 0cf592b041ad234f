"""Email addresses and mobile numbers, so that they can be known again and not read."""

from __future__ import annotations

import re

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.crypto import salted_hmac


def channel_of(typed: str) -> str:
    """"email" or "text", or nothing where it is neither."""
    if "@" in typed:
        try:
            validate_email(typed.strip())
        except ValidationError:
            return ""
        return "email"
    return "text" if re.fullmatch(r"447\d{9}", plain(typed)) else ""


def plain(typed: str) -> str:
    """One spelling of what people write in many: 07700 900123 and +44 7700 900123 are one number."""
    typed = typed.strip().casefold()
    if "@" in typed:
        return typed
    digits = re.sub(r"\D", "", typed, flags=re.ASCII).removeprefix("00")
    return f"44{digits[1:]}" if digits.startswith("0") else digits


def digest(typed: str) -> str:
    """Stands for an address that we must know again and need not read."""
    return salted_hmac("self_assessment.address", plain(typed), algorithm="sha256").hexdigest()


def digests(*typed: str) -> list[str]:
    """Of those a code can go to."""
    return sorted({digest(one) for one in typed if channel_of(one)})


def to_send(typed: str) -> str:
    """As a message is addressed."""
    return typed.strip() if "@" in typed else f"+{plain(typed)}"
