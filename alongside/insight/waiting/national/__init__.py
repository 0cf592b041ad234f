"""Waiting times as the nation works them out from the return (DHSC, version 1.1 of 19 May 2026; provisional).

A request by somebody new starts the wait. Its first response is the next assessment or service; its first service is
the next service, unless the assessments before it led to none. Requests that overlap an earlier one's follow-up are
passed over. Medians are by the quarter in which the response began.

How the nation marks a conversation is not public: an event description that says "conversation" is taken for one.
"""

from __future__ import annotations

from .events import COLUMNS, FIRST_DAY
from .figures import NationalFigure, figures
from .waits import FIRST_SERVICE, RESPONSE, NationalWait, months_before, waits

__all__ = [
    "COLUMNS",
    "FIRST_DAY",
    "FIRST_SERVICE",
    "RESPONSE",
    "NationalFigure",
    "NationalWait",
    "figures",
    "months_before",
    "waits",
]
