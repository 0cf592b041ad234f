"""Print and post: the letter's PDF with the address to put on the envelope."""

from .message import CannotDeliver, Message
from .outbox import drop


def send(message: Message) -> None:
    if message.attachment is None:
        raise CannotDeliver("There is no letter to print.")
    drop(message)
