"""Pages of carers' assessments."""

from .ending import bring_back, end
from .lists import index, start
from .signing import correct, leave, to_sign
from .writing import give, on_paper, read, take_on, write

__all__ = [
    "bring_back",
    "correct",
    "end",
    "give",
    "index",
    "leave",
    "on_paper",
    "read",
    "start",
    "take_on",
    "to_sign",
    "write",
]
