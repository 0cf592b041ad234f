"""Each duty of the Care Act beside who in this council answers for it, how it is met, and where that work is done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.urls import NoReverseMatch, reverse

from alongside.desk.lists.places import PLACES
from alongside.foundation.accounts.models import User
from alongside.foundation.design import words
from alongside.rules import council
from alongside.rules.care_act_duties import DUTIES

TABS = {tab.url_name: (tab.label, tab.permission) for tab in settings.NAVIGATION}
PAGES = {place.url_name: (place.label, place.permission) for place in PLACES} | TABS


@dataclass(frozen=True)
class Line:
    title: str
    law: str
    who: str
    how: str
    # The page where this work is done, for those whose work it is.
    page: str
    href: str


def lines(user: User, on: date) -> list[Line]:
    """All of them, in the Act's order; one that the council has said nothing about is there too, and says so."""
    met = {one.duty: one for one in council.load(settings.COUNCIL_PACK).policy("duties.met_by", on)}
    found = []
    for key, duty in DUTIES.items():
        one = met.get(key)
        page, href = _page(one.page, user) if one and one.page else ("", "")
        found.append(Line(duty.title, f"Care Act 2014 {words.sentence_list(list(duty.provisions))}",
                          one.who if one else "", one.how if one else "", page, href))
    return found


def _page(name: str, user: User) -> tuple[str, str]:
    label, permission = PAGES.get(name, ("", ""))
    if not label:
        return "", ""
    try:
        return label, reverse(name) if user.may(permission) else ""
    except NoReverseMatch:
        return "", ""
