"""The verbs of an access point's desk."""

from .accompanying import Missing, arrange, arrange_again, end, remind
from .concerns import ALREADY_RAISED, AlreadyTaken, hear, raise_on_record
from .desk import (
    NotOut,
    TooMany,
    answer,
    ask,
    begin_help,
    end_help,
    lend,
    read_answer,
    settle_note,
    take_back,
    take_back_here,
    write_note,
)
from .forgetting import forget_unmatched

__all__ = [
    "ALREADY_RAISED", "AlreadyTaken", "Missing", "NotOut", "TooMany", "answer", "arrange", "arrange_again", "ask",
    "begin_help", "end", "end_help", "forget_unmatched", "hear", "lend", "raise_on_record", "read_answer", "remind",
    "settle_note", "take_back", "take_back_here", "write_note",
]
