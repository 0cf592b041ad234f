"""What others do when a plan is signed off or ends, and what they show beside it, without this slice knowing them.

Reviews lean on plans; so reviews say here, in their `apps.py`, what follows: `follow(signed_off=…, ended=…, cards=…)`.
Each runs in the same transaction as the change it follows.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

Then = Callable[..., None]
# cards(subject, user) -> [(template, context)]: shown on the tab "Plan and reviews".
Cards = Callable[[Any, Any], list[tuple[str, dict[str, Any]]]]


@dataclass(frozen=True)
class Follower:
    signed_off: Then  # signed_off(plan=, by=, today=)
    ended: Then  # ended(plan=, by=, today=, because=)
    cards: Cards


_followers: list[Follower] = []


def follow(follower: Follower) -> None:
    if follower not in _followers:
        _followers.append(follower)


def signed_off(**what: Any) -> None:
    for follower in _followers:
        follower.signed_off(**what)


def ended(**what: Any) -> None:
    for follower in _followers:
        follower.ended(**what)


def cards(subject: Any, user: Any) -> list[tuple[str, dict[str, Any]]]:
    return [card for follower in _followers for card in follower.cards(subject, user)]
