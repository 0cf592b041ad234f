"""Forms of official figures and profiles."""

from .files import GroupsForm, TableForm
from .said import EntryForm, FigureForm, NarrativeForm
from .sets_and_packs import MeasureSetForm, PackForm

__all__ = ["EntryForm", "FigureForm", "GroupsForm", "MeasureSetForm", "NarrativeForm", "PackForm", "TableForm"]
