"""Text messages: short, with nothing in them that a stranger should read on a locked telephone."""

from .message import CannotDeliver, Message
from .outbox import drop

LONGEST = 300


def send(message: Message) -> None:
    if not message.address.startswith(("07", "+447")):
        raise CannotDeliver("This is not the number of a mobile telephone.")
    drop(message)
