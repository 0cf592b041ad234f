"""What is done with a referral: it arrives, is answered, and leads on to others."""

from .answering import (
    TO_ANSWER,
    TO_READ,
    TO_READ_MORE,
    TO_TELL,
    AlreadyDone,
    MayNotSay,
    MoreToRead,
    NotYet,
    answer_harm,
    begin_talk,
    explain_not_telling,
    harm_is_answered,
    has_more_to_read,
    make_sure,
    open_again,
    read,
    read_more,
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
from .matching import FoundMeanwhile, match
from .onward import TO_CHASE, record_answer, record_outcome, refer_on, screen

__all__ = [
    "TO_CHASE", "record_answer", "record_outcome", "refer_on", "screen", "TooMany", "add_file", "add_words",
    "answer_was_read", "begin", "forget_drafts", "forget_unmatched", "put_answers", "receive", "send", "take_off",
    "throw_away", "withdraw", "TO_ANSWER", "TO_READ", "TO_READ_MORE", "TO_TELL", "AlreadyDone", "FoundMeanwhile",
    "MayNotSay", "MoreToRead", "NotYet", "answer_harm", "begin_talk", "explain_not_telling", "harm_is_answered",
    "has_more_to_read", "make_sure", "match", "open_again", "read", "read_more", "record", "settle", "tell",
]
