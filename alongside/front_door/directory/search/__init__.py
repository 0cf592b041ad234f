"""From what somebody says to what may help, and why."""

from .find import Asked, Hit, Results, find, languages_spoken, near_this_week
from .places import Spot, spot_of
from .refresh import refresh

__all__ = ["Asked", "Hit", "Results", "Spot", "find", "languages_spoken", "near_this_week", "refresh", "spot_of"]
