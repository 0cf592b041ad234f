"""The surveys: their columns, what may stand in each, and how their questions are numbered in a year."""

from .carers import CARERS
from .survey import Column, Survey
from .users import USERS

SURVEYS: dict[str, Survey] = {survey.key: survey for survey in (USERS, CARERS)}

__all__ = ["CARERS", "SURVEYS", "USERS", "Column", "Survey"]
