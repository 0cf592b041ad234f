"""Westmere's wards, and from its own records the measures of two years, the return and the nation's waits."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from random import Random

from django.conf import settings

from alongside.foundation.accounts.personas import DemoCouncil
from alongside.insight.measures.actions import ask_for, load_wards
from alongside.insight.measures.kept.months import year_of
from alongside.insight.returns import actions as returns
from alongside.insight.waiting import actions as waiting


def fill(council: DemoCouncil, draw: Random, today: date) -> None:
    load_wards(file=Path(settings.COUNCIL_PACK) / "wards.csv")
    for day in (today.replace(year=today.year - 1, day=1), today):
        ask_for(year=year_of(day), by=None)
    returns.ask_for_tonights(today)
    waiting.ask_for()
