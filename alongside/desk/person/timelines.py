"""The timeline in words, with how many there are of each kind."""

from __future__ import annotations
