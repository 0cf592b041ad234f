"""What an address asks for: a council in a year, since when, and within which tolerance."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.conf import settings
from django.http import Http404, HttpRequest

from alongside.rules import council as council_pack

from .. import change, places, selectors, years
from ..profile import Profile

USUAL_GROUP = "North West"


@dataclass(frozen=True)
class Asked:
    baseline: str
    tolerance: str

    @classmethod
    def of(cls, request: HttpRequest, year: str) -> Asked:
        """What makes no sense is as if it had not been asked."""
        try:
            baseline = years.year(request.GET.get("baseline", ""))
        except years.NotAYear:
            baseline = ""
        tolerance = request.GET.get("tolerance", "").strip()
        try:
            change.Rules.of(tolerance)
        except change.BadTolerance:
            tolerance = ""
        return cls(baseline if baseline < year else "", tolerance)

    @property
    def rules(self) -> change.Rules:
        return change.Rules.of(self.tolerance) if self.tolerance else change.Rules()

    @property
    def query(self) -> str:
        """Carried from page to page."""
        given = {key: value for key, value in (("baseline", self.baseline), ("tolerance", self.tolerance)) if value}
        return f"?{urlencode(given)}" if given else ""


def profile_of(request: HttpRequest, code: str, year: str) -> tuple[Profile, Asked]:
    asked = Asked.of(request, year)
    try:
        found = selectors.profile(council=code, year=years.year(year), baseline=asked.baseline, rules=asked.rules)
    except (selectors.NothingToShow, places.NoSuchPlace, years.NotAYear) as problem:
        raise Http404(str(problem)) from None
    return found, asked


def chosen(request: HttpRequest, key: str, among: list[str], usual: str) -> str:
    asked = request.GET.get(key, "")
    return asked if asked in among else usual


def own_region(year: str) -> str:
    """Of the council whose system this is, where it is on the map and figures of the region are loaded."""
    ours = next((one.region for one in places.councils() if one.code == own_code() and not one.last_year), "")
    return ours if ours and selectors.table().has_any(places.region(ours).members(year), year) else USUAL_GROUP


def own_code() -> str:
    return council_pack.load(settings.COUNCIL_PACK).la_code
