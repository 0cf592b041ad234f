from .adding import Untouchable, add, take_up
from .differing import AnsweredAlready, answer, see_differently
from .writing import no_longer_so, record_network, record_strength, write_down

__all__ = [
    "AnsweredAlready", "Untouchable", "add", "answer", "no_longer_so", "record_network", "record_strength",
    "see_differently", "take_up", "write_down",
]
