"""Every check of the return, one file each with its test."""

from . import costs, duplicates, impossible_days, invalid, missing, not_public, one_person, outside_period, superseded
from .base import CellCheck, EventsCheck, HeldTo

FAILING: tuple[CellCheck, ...] = (missing.CHECK, superseded.CHECK, invalid.CHECK, impossible_days.CHECK)
UNCHECKED: CellCheck = not_public.CHECK
WARNINGS: tuple[EventsCheck, ...] = (duplicates.CHECK, outside_period.CHECK, one_person.CHECK, costs.CHECK)

__all__ = ["FAILING", "UNCHECKED", "WARNINGS", "CellCheck", "EventsCheck", "HeldTo"]
