"""What is done with a referral: it arrives, is answered, and leads on to others."""

from .answering import (
    TO_ANSWER,
    TO_READ,
    TO_TELL,
    AlreadyDone,
    MayNotSay,
    NotYet,
    answer_harm,
    begin_talk,
    explain_not_telling,
    harm_is_answered,
    make_sure,
    match,
    open_again,
    read,
    record,
    settle,
    tell,
)
from .arriving import (
    TooMany,
    add_file,
    add_words,
    answer_was_read,
    begin,
    forget_drafts,
    forget_unmatched,
    put_answers,
    receive,
    send,
    take_off,
    throw_away,
    withdraw,
)
from .onward import TO_CHASE, record_answer, record_outcome, refer_on, screen

__all__ = [
    "TO_CHASE", "record_answer", "record_outcome", "refer_on", "screen", "TooMany", "add_file", "add_words",
    "answer_was_read", "begin", "forget_drafts", "forget_unmatched", "put_answers", "receive", "send", "take_off",
    "throw_away", "withdraw", "TO_ANSWER", "TO_READ", "TO_TELL", "AlreadyDone", "MayNotSay", "NotYet",
    "answer_harm", "begin_talk", "explain_not_telling", "harm_is_answered", "make_sure", "match", "open_again",
    "read", "record", "settle", "tell",
]
