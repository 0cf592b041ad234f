"""What the council has set down for its planning, and the rates that are used where it has set down none."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from django.conf import settings

from .bands import Band, apart
from .growth import Group
from .rates import Condition, read_ages, read_conditions, read_groups

OWN = Path(__file__).with_name("data")
USUAL_AGES = ("0-25", "25-65", "65-75", "75-85", "85+")


def ages() -> tuple[Band, ...]:
    return _ages(_folder())


def conditions() -> tuple[Condition, ...]:
    return _conditions(_folder())


def groups() -> tuple[Group, ...]:
    return _groups(_folder())


def published_groups() -> tuple[Group, ...]:
    """What other councils wrote down, as examples."""
    return _published()


@cache
def _published() -> tuple[Group, ...]:
    return read_groups(OWN / "published_groups.yaml")


def _folder() -> Path:
    return Path(settings.COUNCIL_PACK) / "demand"


@cache
def _ages(folder: Path) -> tuple[Band, ...]:
    file = folder / "cohorts.yaml"
    return read_ages(file) if file.exists() else apart(USUAL_AGES)


@cache
def _conditions(folder: Path) -> tuple[Condition, ...]:
    file = folder / "prevalence.yaml"
    return read_conditions(file if file.exists() else OWN / "prevalence.yaml")


@cache
def _groups(folder: Path) -> tuple[Group, ...]:
    file = folder / "groups.yaml"
    return read_groups(file) if file.exists() else ()
