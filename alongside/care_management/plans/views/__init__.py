"""Pages of plans: the tab and reading, writing, deciding, paper."""

from .deciding import board, check, end, send_back, sign_off
from .in_place import end_short_term, end_support, kind, start_short_term
from .reading import easy_read, give_copy, index, on_paper, read, write_document
from .writing import new_version, start, take_over, write

__all__ = [
    "board", "check", "easy_read", "end", "end_short_term", "end_support", "give_copy", "index", "kind", "new_version",
    "on_paper", "read", "send_back", "sign_off", "start", "start_short_term", "take_over", "write", "write_document",
]
