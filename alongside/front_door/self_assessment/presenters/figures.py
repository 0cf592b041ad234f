"""How many began and how many came to the end, for the year's figure (the CWC-27 kind) and its parts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ..models import Counted
from ..offers import NoSuchOffer, offer_of


@dataclass(frozen=True)
class Figure:
    what: str
    started: int
    finished: int
    enough: int
    sent: int

    @property
    def share(self) -> str:
        """Of those who began, how many came to the end; nothing where nobody began."""
        return f"{100 * self.finished // self.started}%" if self.started else ""


def figures(first: date, last: date) -> list[Figure]:
    """Each thing that people filled in within these days, and all together."""
    told = Counted.objects.between(first, last).added_up()
    keys = list(dict.fromkeys(offer for offer, _ in told))
    rows = [_figure(_title(key), {what: times for (offer, what), times in told.items() if offer == key})
            for key in keys]
    if len(rows) > 1:
        rows.append(Figure("All together", *(sum(getattr(row, name) for row in rows)
                                             for name in ("started", "finished", "enough", "sent"))))
    return rows


def _figure(title: str, told: dict[str, int]) -> Figure:
    return Figure(title, *(told.get(name, 0) for name in ("started", "finished", "enough", "sent")))


def _title(key: str) -> str:
    try:
        return offer_of(key).title
    except NoSuchOffer:  # no longer there, and still counted
        return key.replace("_", " ").capitalize()
