from .agreeing import NotTheirs, TakenBackAlready, take_back_agreement
from .giving import CannotGive, add_way, ask_again, close, end_way, give, look_again, raise_what_is_due
from .papers import CannotRelease, release, take_back
from .safety import AlreadyStands, close_for_safety, lift
from .signing_in import (
    ask_for_code,
    choose,
    comparable,
    forget_old,
    read_out,
    sign_in,
    sign_out,
    waiting_to_be_read_out,
)

__all__ = [
    "AlreadyStands", "CannotGive", "CannotRelease", "NotTheirs", "TakenBackAlready", "add_way", "ask_again",
    "ask_for_code", "choose", "close", "close_for_safety", "comparable", "end_way", "forget_old", "give", "lift",
    "look_again", "raise_what_is_due", "read_out", "release", "sign_in", "sign_out", "take_back",
    "take_back_agreement", "waiting_to_be_read_out",
]
