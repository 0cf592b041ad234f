"""Entries in words."""

from .lines import Line, card, line, soon, title_of
from .pages import Page, list_in_words, page
from .saying import (
    FEATURES,
    STATUS_TAGS,
    WAYS,
    cost_of,
    lower_first,
    schedule_words,
    schedules_of,
    timing_words,
    ways_of,
    weekday_choices,
)

__all__ = [
    "FEATURES", "STATUS_TAGS", "WAYS", "Line", "Page", "card", "cost_of", "line", "list_in_words", "lower_first",
    "page", "schedule_words", "schedules_of", "soon", "timing_words", "title_of", "ways_of", "weekday_choices",
]
