"""What insight shows in the demo. Figures of our own records are asked for, and the worker works them out."""

from __future__ import annotations

from datetime import date
from random import Random

from alongside.foundation.accounts.personas import DemoCouncil

from . import neighbours, own_records, projection, scorecards, survey

PARTS = (own_records, neighbours, survey, projection, scorecards)


def fill(council: DemoCouncil, *, seed: int, today: date) -> None:
    """Once, after the records."""
    for number, part in enumerate(PARTS):
        part.fill(council, Random(seed * 1_009 + number), today)
