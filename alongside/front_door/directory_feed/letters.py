"""What keepers are written: short, with what they can do now and until when."""

from __future__ import annotations

from datetime import date

from django.conf import settings

from alongside.foundation.design import words
from alongside.front_door.directory.models import Service
from alongside.rules import council

from .keeping import LABELS
from .models import Change, KeeperLink

MOST_NAMED = 20


def link(of: KeeperLink, entries: list[Service], address: str, today: date) -> tuple[str, str]:
    name = council.load(settings.COUNCIL_PACK).name
    until = words.date(of.ends_at.date())
    told = "\n".join(f"- {one.name}{_due(one, today)}" for one in entries[:MOST_NAMED])
    more = f"\n- and {len(entries) - MOST_NAMED} more" if len(entries) > MOST_NAMED else ""
    if of.why == KeeperLink.Why.REMINDER:
        title = f"Is what we say about {entries[0].name} still right?" if len(entries) == 1 else \
            "Are your entries in the directory still right?"
        begins = f"You keep these entries in {name}’s directory:\n\n{told}{more}\n\n" \
            "If nothing has changed, it takes one press of a button to tell us. If something has, you can change it."
    else:
        title = "Your link to keep your entry"
        begins = f"Here is the link to keep your entries in {name}’s directory:\n\n{told}{more}"
    return title[:200], (
        f"{begins}\n\n{address}\n\nThe link works until {until}. It asks for a code, which we send to this address, so "
        "that nobody else can use it.\n\nIf you did not expect this message, you need do nothing.")


def _due(one: Service, today: date) -> str:
    if one.review_on is None:
        return ""
    return f" (was to be checked by {words.date(one.review_on)})" if one.review_on <= today else \
        f" (to be checked by {words.date(one.review_on)})"


def outcome(change: Change, address: str) -> tuple[str, str]:
    service = change.service.name
    if change.answer == Change.Answer.TAKEN:
        title, says = f"Your changes to {service} are made", "Thank you. What you told us stands in the entry now."
    elif change.answer == Change.Answer.PARTLY:
        names = [name for name, _, _ in change.in_order(LABELS)]
        taken = ", ".join(LABELS[name].lower() for name in names if name in change.taken)
        left = ", ".join(LABELS[name].lower() for name in names if name not in change.taken)
        title = f"Some of your changes to {service} are made"
        says = f"Thank you. We changed: {taken}. We left as it was: {left}."
    else:
        title, says = f"Your changes to {service} were not made", "Thank you for writing. The entry stays as it is."
    because = f"\n\nWhat we would like to say about it: {change.because}" if change.because else ""
    public = f"\n\nSee it as others do: {address}" if change.service.public else ""
    return title[:200], f"{says}{because}{public}"
