"""The one outcome of an event: the first in the national hierarchy among everything that was agreed."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from alongside.rules.decision import BadFacts
from alongside.rules.national_return.lists import Code, national_list


def event_outcome(next_steps: Iterable[str]) -> str | None:
    """The Release 2 outcome for next steps (codes of the list `next_step`); None when there are none."""
    code = event_outcome_code(next_steps)
    return None if code is None else _outcomes()[code].national(2)


def event_outcome_code(next_steps: Iterable[str]) -> str | None:
    """The same as a code of the list `event_outcome`."""
    outcomes = {_outcome_of(step) for step in next_steps}
    return next((code for code in hierarchy() if code in outcomes), None)


@cache
def hierarchy() -> tuple[str, ...]:
    """The codes of the Release 2 outcomes, the one that wins first."""
    ranked = [code for code in national_list("event_outcome") if code.extra["rank"] and code.valid_to is None]
    return tuple(code.code for code in sorted(ranked, key=lambda code: int(code.extra["rank"])))


@cache
def _outcomes() -> dict[str, Code]:
    return {code.code: code for code in national_list("event_outcome")}


@cache
def _outcome_of(step: str) -> str:
    for code in national_list("next_step"):
        if code.code == step:
            return code.extra["event_outcome"]
    raise BadFacts(f"{step} is not a next step; the list next_step has those there are.")
