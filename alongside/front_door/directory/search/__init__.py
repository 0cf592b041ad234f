"""From what somebody says to what may help, and why."""

from .find import Asked, Hit, Results, find, near_this_week
from .places import Spot, spot_of
from .refresh import refresh

__all__ = ["Asked", "Hit", "Results", "Spot", "find", "near_this_week", "refresh", "spot_of"]
