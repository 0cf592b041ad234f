"""The cards of the person page, in order: who they are before what they get. A slice with none is left out."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.apps import apps
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe

from alongside.desk.person import panels as own
from alongside.foundation.design.panels import Panel

# By key, top to bottom. Services come after strengths, on purpose; on a small screen promises follow her words.
MAIN = ["about_me", "strengths", "plans", "timeline"]
SIDE = ["promises", "involvements", "relationships", "circumstances", "support_fails", "agreements", "looks"]
# The first page answers in one glance and in twenty-five questions to the database; every other card is one page away.


@cache
def panels() -> dict[str, Panel]:
    """Every panel that a slice exports, by its key."""
    found = {panel.key: panel for panel in own.PANELS}
    for config in apps.get_app_configs():
        name = f"{config.name}.panels"
        if config.name.startswith("alongside.") and find_spec(name):
            found |= {panel.key: panel for panel in getattr(import_module(name), "PANELS", ())}
    return found


def in_order(keys: list[str]) -> list[Panel]:
    return [panels()[key] for key in keys if key in panels()]


def all_others() -> list[Panel]:
    """Whatever slices export beyond the first page, by title."""
    return sorted((one for key, one in panels().items() if key not in MAIN + SIDE), key=lambda one: one.title)


def cards(chosen: list[Panel], request: HttpRequest, subject: Any) -> list[str]:
    """What this user sees of this person, laid out: a panel with nothing to say gives no card."""
    shown = []
    for panel in chosen:
        values = panel.context(subject, request.user) if request.user.may(panel.permission) else None
        if values is not None:
            card = render_to_string(panel.template, {"subject": subject, "panel": panel, **values}, request)
            shown.append(mark_safe(card))  # our own template has escaped what is in it
    return shown
