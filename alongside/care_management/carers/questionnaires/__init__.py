"""A carer's assessment, and those of carers before an eighteenth birthday."""

from __future__ import annotations

from alongside.foundation.questionnaires import Covered, register

from .adult_carer import CARER, SELF_ASSESSED
from .before_eighteen import CHILDS_CARER, YOUNG_CARER

register(CARER, SELF_ASSESSED, CHILDS_CARER, YOUNG_CARER, covered=Covered("carers.assess"))
