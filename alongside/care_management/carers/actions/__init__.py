"""The verbs of a carer's assessment: start (here or at another organisation), give, sign, end."""

from ..delegation import COMPLEX_STAYS, NotNow, StaysWithTheCouncil
from .beginning import bring_back, give, start
from .common import PROCESSES, draft_of, page_of
from .correcting import begin_correction, leave_as_signed
from .ending import end
from .signing import sign

__all__ = [
    "COMPLEX_STAYS", "NotNow", "PROCESSES", "StaysWithTheCouncil", "begin_correction", "bring_back", "draft_of", "end",
    "give", "leave_as_signed", "page_of", "sign", "start",
]
