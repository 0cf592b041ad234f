"""The ways a message goes out. Each is a small module with one verb, `send`; without a carrier it drops a file."""

from __future__ import annotations

from collections.abc import Callable

from ..models import Notification
from . import email, post, product, text
from .message import CannotDeliver, Message

SENDERS: dict[str, Callable[[Message], None]] = {
    Notification.Channel.PRODUCT: product.send,
    Notification.Channel.EMAIL: email.send,
    Notification.Channel.TEXT: text.send,
    Notification.Channel.POST: post.send,
}

__all__ = ["SENDERS", "CannotDeliver", "Message"]
