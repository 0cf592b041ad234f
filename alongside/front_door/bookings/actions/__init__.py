"""The verbs of planning sessions: book, move, cancel, match, hold; and of when workers have time."""

from .availability import NotThen, give_feed, publish, read_calendar, stop_reading, subscribe, take_back, upload
from .outside import (
    About,
    Taken,
    TooMany,
    book_time,
    cancel_by_themselves,
    forget_drafts,
    forget_unmatched,
    move,
    remind,
    was_told,
)
from .sessions import (
    BOOKED,
    CANCELLED,
    CHANGED,
    HELD,
    MAY_OFFER,
    MISSED,
    TO_HOLD,
    TO_MATCH,
    TO_SEE,
    CannotBook,
    FoundMeanwhile,
    NotAsItWas,
    book,
    cancel,
    match,
    miss,
    not_offered,
    seen,
    url_of,
    was_offered,
    why_not,
    write_up,
)

__all__ = [
    "BOOKED", "CANCELLED", "CHANGED", "HELD", "MAY_OFFER", "MISSED", "TO_HOLD", "TO_MATCH", "TO_SEE", "About",
    "CannotBook", "FoundMeanwhile", "NotAsItWas", "NotThen", "Taken", "TooMany", "book", "book_time", "cancel",
    "cancel_by_themselves", "forget_drafts", "forget_unmatched", "give_feed", "match", "miss", "move", "not_offered",
    "publish", "read_calendar", "remind", "seen", "stop_reading", "subscribe", "take_back", "upload", "url_of",
    "was_offered", "was_told", "why_not", "write_up",
]
