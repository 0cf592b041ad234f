"""The ways a message goes out. Each is a small module with one verb, `send`; without a carrier it drops a file."""

from __future__ import annotations

from collections.abc import Callable

from . import email, post, product, text
from .message import CannotDeliver, Message

SENDERS: dict[str, Callable[[Message], None]] = {
    "product": product.send,
    "email": email.send,
    "text": text.send,
    "post": post.send,
}

__all__ = ["SENDERS", "CannotDeliver", "Message"]
