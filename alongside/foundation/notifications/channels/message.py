"""What a channel is given to send."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Message:
    id: int  # of its kind
    channel: str
    to_name: str
    address: str
    title: str
    words: str
    made_at: datetime
    attachment: bytes | None = None
    attachment_name: str = ""
    kind: str = "notification"

    @property
    def name(self) -> str:
        """The same at every try, so that who carries it can tell."""
        return f"{self.kind}-{self.id:09d}"


class CannotDeliver(Exception):
    """It will never go: there is no such address. Any other exception is tried again later."""
