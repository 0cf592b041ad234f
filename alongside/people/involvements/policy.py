"""The council's own rule for waiting well, on a day."""

from __future__ import annotations

from datetime import date

from django.conf import settings

from alongside.rules import council
from alongside.rules.council_limits import RetriageStep


def waiting_days(risk: str, on: date) -> RetriageStep:
    """How soon this risk is looked at again, and how often somebody keeps in touch."""
    steps = council.load(settings.COUNCIL_PACK).policy("waiting_list.retriage", on)
    return next(step for step in steps if step.risk == risk)
