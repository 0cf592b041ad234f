"""The assessment of capacity for one decision, and the best-interests record."""

from __future__ import annotations

from alongside.foundation.questionnaires import Covered, register

from .best_interests import BEST_INTERESTS
from .mental_capacity import MENTAL_CAPACITY

register(MENTAL_CAPACITY, BEST_INTERESTS, covered=Covered("capacity.record"))
