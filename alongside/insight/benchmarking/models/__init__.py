"""Official figures as published, groups of councils, what councils add, and the words of a profile."""

from .entries import Entry
from .groups import PeerGroup
from .profiles import NarrativeVersion, SignOff
from .releases import Figure, Release

__all__ = ["Entry", "Figure", "NarrativeVersion", "PeerGroup", "Release", "SignOff"]
