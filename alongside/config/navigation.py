"""The tabs, a line each: what it says, where it leads, who sees it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Tab:
    label: str
    url_name: str
    permission: str


TABS = [
    Tab("My work", "desk:my_work", "work.see"),
    Tab("Team", "desk:team", "work.see_team"),
    Tab("Duty", "conversations:duty", "duty.see"),
    Tab("People", "people:search", "people.search"),
    Tab("Safeguarding", "enquiries:queue", "safeguarding.see"),
    Tab("Return", "returns:home", "returns.see"),
    Tab("Who looked", "desk:looks_review", "audit.review"),
    Tab("Accounts", "accounts:users", "accounts.manage"),
]
