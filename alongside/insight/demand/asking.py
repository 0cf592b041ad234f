"""What was asked about, on a page or from the command line: a projection, an area of it, a need; and its answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.conf import settings as django_settings

from alongside.rules import council

from . import counting, outlook, settings
from .models import ProjectedPopulation, Projection
from .segments import Key


@dataclass(frozen=True)
class Asked:
    projection: Projection
    areas: list[str]
    area: str
    whole_council: bool
    need: str
    rows: list[ProjectedPopulation]

    def link(self, **other: str) -> str:
        query = {"projection": str(self.projection.pk), "area": self.area, "need": self.need} | other
        return f"?{urlencode({name: value for name, value in query.items() if value})}"


def asked(there: counting.Cohorts, *, projection: str = "", area: str = "", need: str = "") -> Asked | None:
    """What there is of it: the latest projection, the council's own area and all needs where nothing fits."""
    loads = Projection.objects.newest_first()
    is_number = projection.isascii() and projection.isdigit() and len(projection) < 10
    chosen = (loads.filter(pk=int(projection)).first() if is_number else None) or loads.first()
    if chosen is None:
        return None
    areas = chosen.populations.areas()
    own = _own(areas)
    area = area if area in areas else own or areas[0]
    need = need if need in there.release.values[0] and area == own else ""
    return Asked(chosen, [own, *(one for one in areas if one != own)] if own else areas, area, area == own, need,
                 list(chosen.populations.of_area(area)))


def _own(areas: Sequence[str]) -> str:
    """The area that is the council itself."""
    us = council.load(django_settings.COUNCIL_PACK)
    names = {name.casefold() for name in (us.name, us.short_name, us.la_code)}
    return next((area for area in areas if area.casefold() in names), "")


def answer(asked: Asked, there: counting.Cohorts) -> outlook.Outlook:
    bands = settings.ages()
    people = outlook.population(asked.rows, bands)
    if not asked.whole_council and asked.area not in there.release.values[2]:
        return outlook.Outlook(people, None, (), outlook.Answer((), {}, ()),
                               "No support in our records is in this area, so there is no cost to work out.")
    key: Key = (asked.need or None, None, None if asked.whole_council else asked.area)
    return outlook.outlook(there, people, key, bands)
