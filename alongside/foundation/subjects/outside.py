"""Whoever speaks without being a colleague: the person themselves, or somebody who acts for them.

Kept beside the subject so that every floor can say who wrote something, without knowing how that somebody got in.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Outsider:
    """`acts_as` is empty for the person themselves, else what gives them the right: "attorney for health and welfare".
    `access` is the number of the access they came in by, 0 where there is none."""

    name: str
    acts_as: str = ""
    access: int = 0

    @property
    def is_the_person(self) -> bool:
        return not self.acts_as

    @property
    def in_words(self) -> str:
        """ "Winnie Okafor", "Chidi Okafor, attorney for health and welfare"."""
        return f"{self.name}, {self.acts_as}" if self.acts_as else self.name
