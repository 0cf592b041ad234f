"""The cards of the person page, in order: who they are before what they get. A card whose slice is not there is left out."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec

from django.apps import apps

from alongside.foundation.design.panels import Panel

# By key, top to bottom. Services come after strengths, on purpose.
MAIN = ["her_words", "strengths", "support", "timeline"]
SIDE = ["promises", "involved", "good_to_know", "looks"]


def panels() -> dict[str, Panel]:
    """Every panel that a slice exports, by its key."""
    found = {}
    for config in apps.get_app_configs():
        name = f"{config.name}.panels"
        if config.name.startswith("alongside.") and find_spec(name):
            for panel in import_module(name).PANELS:
                found[panel.key] = panel
    return found


def in_order(column: str) -> list[Panel]:
    """The panels of a column: first those named above, then any others as they come."""
    named = {"main": MAIN, "side": SIDE}[column]
    there = {key: panel for key, panel in panels().items() if panel.column == column}
    return [there[key] for key in named if key in there] + [
        panel for key, panel in there.items() if key not in named
    ]
