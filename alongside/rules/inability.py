"""What "unable to achieve an outcome" means in both eligibility tests (SI 2015/313 regs 2(3) and 3(3))."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from alongside.rules.decision import listed
from alongside.rules.facts import Schema, described

NOT_APPLICABLE = "not_applicable"

WAYS: Mapping[str, str] = {
    "needs_assistance": "needs help to do this",
    "pain_distress_anxiety": "has significant pain, distress or anxiety in doing it alone",
    "endangers": "puts their own or another person’s health or safety in danger by doing it alone",
    "takes_longer": "takes much longer to do it alone than would normally be expected",
}


@dataclass(frozen=True)
class OutcomeFact:
    """What is known of one outcome: the ways in which it cannot be achieved; none means achieved."""

    ways: frozenset[str] = frozenset()
    applies: bool = True

    @property
    def unable(self) -> bool:
        return self.applies and bool(self.ways)

    def sentence(self, who: str, label: str) -> str:
        in_order = [words for way, words in WAYS.items() if way in self.ways]
        return f"{label[:1].upper()}{label[1:]}: {who} {listed(in_order)}."


def outcome_schema(label: str, ways: tuple[str, ...]) -> Schema:
    return described(
        {"anyOf": [{"type": "array", "items": {"enum": list(ways)}}, {"const": NOT_APPLICABLE}, {"type": "null"}]},
        f"{label}. [] means it is achieved; a list says in which ways it is not; null means not yet known.",
    )


def read_outcomes(given: Mapping[str, Any] | None, keys: Mapping[str, str]) -> dict[str, OutcomeFact | None]:
    """Every outcome of the test in the order of the regulation; one that was left out is not known."""
    given = given or {}
    return {key: _read(given.get(key)) for key in keys}


def _read(value: Any) -> OutcomeFact | None:
    if value is None:
        return None
    if value == NOT_APPLICABLE:
        return OutcomeFact(applies=False)
    return OutcomeFact(ways=frozenset(value))
