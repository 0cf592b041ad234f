"""Who is very like the person being added, and what search already told us about them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils import timezone

from alongside.foundation.accounts.models import User

from . import normal, results
from .search.find import find_sought
from .search.parse import Sought, parse
from .search.rank import Candidate

# As likely as not the same person: a whole name that fits with the birthday, or most of one with the place too.
STRONG = 1.45
WORTH_SHOWING = 0.85
SHOWN = 5


def likely_duplicates(details: Mapping[str, Any], user: User) -> list[results.Line]:
    """People this user may open who may be the one described, likeliest first. Nothing to go by gives nobody."""
    sought = _sought(details)
    if not (sought.words or sought.nhs or sought.telephones):
        return []
    hits = [hit for hit in find_sought(sought, user, most=SHOWN).hits if hit.score >= WORTH_SHOWING]
    return [results.line(hit, strong=_is_strong(hit, sought)) for hit in hits]


def _is_strong(hit: Candidate, sought: Sought) -> bool:
    return hit.certain or hit.score >= STRONG


def _sought(details: Mapping[str, Any]) -> Sought:
    given, family = details.get("given") or "", details.get("family") or ""
    born = details.get("date_of_birth")
    nhs = details.get("nhs_number") or ""
    telephones = [normal.telephone(details.get(kind) or "") for kind in ("home_telephone", "mobile")]
    names = parse(f"{given} {family}", timezone.localdate())
    return Sought(
        text=f"{given} {family}", words=names.words, tails=names.tails,
        births=(born.isoformat(),) if isinstance(born, date) else (),
        nhs=normal.nhs_number(nhs) if normal.could_be_nhs_number(nhs) else "",
        telephones=tuple(number for number in telephones if len(number) > 8),
        postcode=(details.get("postcode") or "").replace(" ", "").lower(),
    )


def typed_into_fields(typed: str, today: date) -> dict[str, Any]:
    """What was typed into search, put into the form's boxes so that nobody types it twice."""
    sought = parse(typed, today)
    # As it was written, capitals and accents kept, for those words that search took for names.
    words = [word for word in typed.replace(",", " ").split() if "".join(normal.words_of(word)) in
             {part for known in sought.words for part in (known, dict(sought.tails).get(known, ""))}]
    words = [word if not word.islower() else word[:1].upper() + word[1:] for word in words]
    given, family = (" ".join(words[:-1]), words[-1]) if len(words) > 1 else (words[0] if words else "", "")
    if "," in typed and len(words) > 1:
        given, family = " ".join(words[1:]), words[0]
    fields: dict[str, Any] = {"given": given, "family": family}
    if sought.birthday:
        fields["date_of_birth"] = date.fromisoformat(sought.birthday)
    if normal.could_be_nhs_number(sought.nhs):
        fields["nhs_number"] = sought.nhs
    if normal.is_postcode(sought.postcode):
        fields["postcode"] = normal.postcode(sought.postcode)
    whole = [number for number in sought.telephones if normal.is_telephone(number) and len(number) > 9]
    if whole:
        fields["mobile" if whole[0].startswith("07") else "home_telephone"] = whole[0]
    return fields
