"""What is done at the desk of a community access point, as whoever was there wrote it down."""

from .accompaniment import Accompaniment
from .book import BookNote
from .entries import ConcernHeard, EquipmentLent, HelpGiven, Question

__all__ = ["Accompaniment", "BookNote", "ConcernHeard", "EquipmentLent", "HelpGiven", "Question"]
