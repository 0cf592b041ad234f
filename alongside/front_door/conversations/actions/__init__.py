from .beginning import (
    ACCESS_POINT,
    AlreadyFinished,
    NotTrained,
    TooMuchForOneBox,
    begin,
    begun_here,
    draft_of_talk,
    keep_person,
    open_short,
    open_whole,
    say_still_true,
    take_on,
)
from .finishing import CannotFinish, finish, problems_of
from .offering import asked_for, offer_after
from .safety import AlreadyStarted, CannotStand, hand_over, raise_concern, start_urgent_support

__all__ = [
    "ACCESS_POINT", "AlreadyFinished", "AlreadyStarted", "CannotFinish", "CannotStand", "NotTrained",
    "TooMuchForOneBox", "asked_for", "begin", "begun_here", "draft_of_talk", "finish", "hand_over", "keep_person",
    "offer_after",
    "open_short", "open_whole", "problems_of", "raise_concern", "say_still_true", "start_urgent_support", "take_on",
]
