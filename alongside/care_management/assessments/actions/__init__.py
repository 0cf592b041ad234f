"""The verbs of an assessment: start, give to somebody, ask for a signature, sign, correct, share, end."""

from .afterwards import end, keep_copy, share
from .beginning import NOT_BY_THEMSELVES, change_depth, give, lead, start
from .common import ChangedSince, MayNotSign, NotNow, draft_of, page_of
from .signing import begin_correction, send_back, send_to_sign, sign

__all__ = [
    "NOT_BY_THEMSELVES", "ChangedSince", "MayNotSign", "NotNow", "begin_correction", "change_depth", "draft_of", "end",
    "give", "keep_copy", "lead", "page_of", "send_back", "send_to_sign", "share", "sign", "start",
]
