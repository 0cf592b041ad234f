"""What a channel is given to send."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Message:
    id: int
    channel: str
    to_name: str
    address: str
    title: str
    words: str
    made_at: datetime
    attachment: bytes | None = None
    attachment_name: str = ""


class CannotDeliver(Exception):
    """It will never go: there is no such address. Any other exception is tried again later."""
