"""Every way an assessment of an adult is written. Sections are shared by reference, so answers go along."""

from __future__ import annotations

from alongside.foundation.questionnaires import Covered, register

from .full import FULL
from .occupational_therapy import OCCUPATIONAL_THERAPY
from .sensory import SENSORY
from .short import SHORT
from .supported_self import SUPPORTED_SELF
from .transition import TRANSITION

register(SHORT, FULL, SUPPORTED_SELF, OCCUPATIONAL_THERAPY, SENSORY, TRANSITION,
         covered=Covered("assessments.record"))
