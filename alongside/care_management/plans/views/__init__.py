"""Pages of plans: the tab and reading, writing, deciding, paper."""

from .deciding import board, check, end, send_back, sign_off
from .reading import easy_read, give_copy, index, on_paper, read, write_document
from .writing import new_version, start, take_over, write

__all__ = [
    "board", "check", "easy_read", "end", "give_copy", "index", "new_version", "on_paper", "read", "send_back",
    "sign_off", "start", "take_over", "write", "write_document",
]
