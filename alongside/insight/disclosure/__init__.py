"""From counts to what is published: the one place that rounds, and the one that holds small numbers back.

- `rounding.py` rounds half up; `shown.py` says what is left of a figure that is held back.
- `holding.py` finds which are held back, `crowds.py` how sure one may be of it; `crossed.py` is for people by several
  things at once.
- `thresholds.py` has the numbers of people below which something is not told, and `policy.py` what the council chose.

Nothing else in this room compares a count with such a number. In plain words: docs/disclosure.md.
"""

from __future__ import annotations

from . import policy
from .crossed import Cell, Crossed, crossed
from .crowds import Counts, Kind, Part, Split, of_counts
from .holding import Held, apart, hold_back
from .rounding import PER, outcome, rounded
from .shown import Convention, Shown, shown
from .thresholds import SMALLEST_OF_A_SURVEY, SMALLEST_SHOWN, few_answers, is_few

__all__ = [
    "PER",
    "SMALLEST_OF_A_SURVEY",
    "SMALLEST_SHOWN",
    "Cell",
    "Convention",
    "Counts",
    "Crossed",
    "Held",
    "Kind",
    "Part",
    "Shown",
    "Split",
    "apart",
    "crossed",
    "few_answers",
    "hold_back",
    "is_few",
    "of_counts",
    "outcome",
    "policy",
    "rounded",
    "shown",
]
