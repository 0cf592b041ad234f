"""Official figures as published, groups and sets, what councils add, the words of a profile, packs that were made."""

from .entries import Entry
from .groups import PeerGroup
from .indicators import PublishedIndicator
from .packs import FORMS, KeptPack
from .profiles import NarrativeVersion, SignOff
from .releases import Figure, Release
from .sets import OwnMeasureSet, UsualBaseline

__all__ = [
    "FORMS",
    "Entry",
    "Figure",
    "KeptPack",
    "NarrativeVersion",
    "OwnMeasureSet",
    "PeerGroup",
    "PublishedIndicator",
    "Release",
    "SignOff",
    "UsualBaseline",
]
