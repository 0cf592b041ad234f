"""Pages of the assessments of adults."""

from .lists import board, index
from .sharing import advocate, on_paper, share, write_copy
from .signing import correct, send_back, send_to_sign, to_sign
from .writing import change_depth, end, give, lead, read, start, write

__all__ = [
    "advocate",
    "board",
    "change_depth",
    "correct",
    "end",
    "give",
    "index",
    "lead",
    "on_paper",
    "read",
    "send_back",
    "send_to_sign",
    "share",
    "start",
    "to_sign",
    "write",
    "write_copy",
]
