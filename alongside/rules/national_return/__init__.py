"""The national return's columns, lists and row checks, so that a worker sees them at saving. They warn, never block."""

from alongside.rules.national_return.check import Failure, Result, check_fields, check_row
from alongside.rules.national_return.columns import COLUMNS, NAMES, Column, column
from alongside.rules.national_return.outcome import event_outcome, event_outcome_code
from alongside.rules.national_return.row import Period

__all__ = [
    "COLUMNS",
    "NAMES",
    "Column",
    "Failure",
    "Period",
    "Result",
    "check_fields",
    "check_row",
    "column",
    "event_outcome",
    "event_outcome_code",
]
