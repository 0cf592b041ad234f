"""Every rule by its name: the one way in for the command line, the API and the rooms."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from types import ModuleType
from typing import Any

from alongside.rules import (
    advocacy_duty,
    assessment_promise,
    capacity_assessment,
    eligibility_adult,
    eligibility_carer,
    review_due,
    waiting_list,
)
from alongside.rules.decision import BadFacts, Decision, figure_as_json
from alongside.rules.facts import Schema, check_facts


@dataclass(frozen=True)
class Rule:
    """One rule: its published facts, and the function of frozen facts and a day."""

    name: str
    title: str
    about: str
    schema: Schema
    facts_from: Callable[[Mapping[str, Any]], Any]
    decide: Callable[[Any, date], Decision]


def _rule(module: ModuleType) -> Rule:
    about = " ".join((module.__doc__ or "").split())
    return Rule(module.NAME, module.TITLE, about, module.SCHEMA, module.facts_from, module.decide)


RULES: Mapping[str, Rule] = {
    rule.name: rule
    for rule in map(
        _rule,
        (
            eligibility_adult,
            eligibility_carer,
            advocacy_duty,
            capacity_assessment,
            review_due,
            assessment_promise,
            waiting_list,
        ),
    )
}


class NoSuchRule(BadFacts):
    """A rule of that name does not exist."""


def list_rules() -> list[Rule]:
    return list(RULES.values())


def rule(name: str) -> Rule:
    try:
        return RULES[name]
    except KeyError:
        raise NoSuchRule(f"There is no rule called {name}; there are {', '.join(RULES)}.") from None


def schema(name: str) -> Schema:
    """The facts of a rule as JSON Schema."""
    return rule(name).schema


def decide(name: str, facts: object, on: date) -> Decision:
    """Decide by a rule.

    Raises `BadFacts` for facts that do not fit, and `parameters.NotKnown` for a day outside known figures.
    """
    chosen = rule(name)
    return chosen.decide(chosen.facts_from(check_facts(facts, chosen.schema)), on)


def to_json(name: str, on: date, decision: Decision) -> dict[str, Any]:
    """The published form of a decision."""
    return {
        "rule": name,
        "on": on.isoformat(),
        "outcome": decision.outcome,
        "figures": {key: figure_as_json(value) for key, value in decision.figures.items()},
        "because": list(decision.because),
        "law": list(decision.law),
    }
