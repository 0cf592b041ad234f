from .answering import (
    AlreadyDone,
    FoundMeanwhile,
    NotYet,
    answer,
    begin_talk,
    forget_unmatched,
    match,
    read,
    read_added,
)
from .beginning import (
    AlreadySent,
    count,
    delete,
    finish,
    forget_old,
    keep,
    keep_for_later,
    open_again,
    say_enough,
    start,
)
from .sending import ADDED, TO_ANSWER, TO_READ, NotComplete, acknowledge, add, send

__all__ = [
    "ADDED", "TO_ANSWER", "TO_READ", "AlreadyDone", "AlreadySent", "FoundMeanwhile", "NotComplete", "NotYet",
    "acknowledge", "add", "answer", "begin_talk", "count", "delete", "finish", "forget_old", "forget_unmatched", "keep",
    "keep_for_later", "match", "open_again", "read", "read_added", "say_enough", "send", "start",
]
