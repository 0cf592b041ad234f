"""Westmere's population as it may become: the invented projection of the council pack."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from random import Random

from django.conf import settings

from alongside.foundation.accounts.personas import DemoCouncil
from alongside.insight.demand import actions
from alongside.insight.demand.reading import fitting, read
from alongside.insight.demand.settings import ages

FILE = "population_projection.csv"


def fill(council: DemoCouncil, draw: Random, today: date) -> None:
    file = Path(settings.COUNCIL_PACK) / "demand" / FILE
    if file.exists():
        with file.open("rb") as content:
            there = fitting(read(content, FILE), ages())
        actions.load(read=there, title="Invented projection of Westmere", source="Made for the demonstration",
                     published_on=today.replace(month=6, day=1) if today.month >= 6 else today.replace(day=1),
                     by=council.users["performance_analyst"])
