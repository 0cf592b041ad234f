from .counted import Counted
from .sent import Added, Sent
from .started import Started

__all__ = ["Added", "Counted", "Sent", "Started"]
