"""Text messages: short, with nothing in them that a stranger should read on a locked telephone."""

from alongside.foundation.design import telephones

from .message import CannotDeliver, Message
from .outbox import drop

LONGEST = 300


def send(message: Message) -> None:
    if not telephones.is_mobile(message.address):
        raise CannotDeliver("This is not the number of a mobile telephone.")
    drop(message)
