"""The tabs, a line each: what it says, where it leads, who sees it.

Tabs are few. Every other page that shows several people at once is a list (`desk/lists/places.py`).
"""

from __future__ import annotations

from dataclasses import dataclass

from alongside.desk.lists.places import PLACES


@dataclass(frozen=True)
class Tab:
    label: str
    url_name: str
    permission: str
    # Pages that stand behind this tab though their addresses do not begin with its own.
    within: tuple[str, ...] = ()


TABS = [
    Tab("My work", "desk:my_work", "work.see"),
    Tab("Team", "desk:team", "work.see_team"),
    Tab("My referrals", "referrals:mine", "referrals.send"),
    Tab("Duty", "conversations:duty", "duty.see"),
    Tab("Access point", "access_points:desk", "access_points.help"),
    Tab("People", "people:search", "people.search"),
    Tab("Safeguarding", "enquiries:queue", "safeguarding.see"),
    Tab("Directory", "directory:index", "directory.publish"),
    Tab("Return", "returns:home", "returns.see"),
    Tab("Who looked", "desk:looks_review", "audit.review"),
    Tab("Accounts", "accounts:users", "accounts.manage"),
    Tab("Keys", "api_keys:index", "api_keys.issue"),
    Tab("Lists", "desk:lists", "work.see", within=tuple(place.url_name for place in PLACES)),
]
