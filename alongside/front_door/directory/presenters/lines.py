"""An entry as a line of what was found, and why it was."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.urls import reverse

from alongside.foundation.design import words

from .. import pack
from ..models import Accessibility, Service, ServiceAtLocation
from .saying import (
    WAYS,
    ages,
    cost_of,
    day_soon,
    hours,
    lower_first,
    miles,
    schedule_words,
    schedules_of,
    ways_of,
    words_up_to,
)

if TYPE_CHECKING:
    from ..search import Hit, Results
    from ..search.find import Soon


def card(service: Service, places: list[ServiceAtLocation], timings: list[dict[str, Any]], *, about: str
         ) -> dict[str, Any]:
    """All that a line of results says. Written once, when the entry is made."""
    shown = list(places) or list(service.places.all())
    when = [said for one in schedules_of(service) if (said := schedule_words(one))]
    features = {one.feature for place in service.places.all() for one in place.location.accessibility.all()}
    return {
        "name": service.name, "organisation": service.organisation.name, "kind": service.get_kind_display(),
        "summary": service.summary or words_up_to(service.description, 180), "about": about,
        "when": "; ".join(when[:2]) + ("; and more" if len(when) > 2 else ""), "cost": cost_of(service),
        "ages": ages(service), "ways": [WAYS[way] for way in ways_of(service)],
        "features": [label for code, label in Accessibility.Feature.choices if code in features],
        "goes_with_you": service.goes_with_you, "paused": service.paused, "alert": words_up_to(service.alert, 120),
        "places": [{"name": place.location.name, "town": town(place), "postcode": postcode(place)} for place in shown],
        "where": " ".join(f"{place.location.name} {town(place)}" for place in shown), "timings": timings,
    }


def town(place: ServiceAtLocation) -> str:
    return next((one.city for one in place.location.addresses.all() if one.city), "")


def postcode(place: ServiceAtLocation) -> str:
    return next((one.postal_code for one in place.location.addresses.all() if one.postal_code), "")


def title_of(found: Results) -> str:
    """What help there is: the heading of a page of results."""
    council = pack.current()
    if found.asked.words:
        return "What may help"
    if found.asked.terms:
        return words.sentence_list([council.name_of(code) for code in found.asked.terms])
    return "Everything in the directory"


@dataclass(frozen=True)
class Line:
    """One result as it is shown."""

    name: str
    href: str
    uid: str
    kind: str
    organisation: str
    summary: str
    when: str
    cost: str
    where: str
    distance: str
    access: str
    because: list[str]
    alert: str = ""


def line(hit: Hit, found: Results) -> Line:
    shown = hit.card
    return Line(
        shown["name"], reverse("directory:service", args=[hit.uid]), hit.uid, shown["kind"], shown["organisation"],
        shown["summary"], shown["when"], shown["cost"], where_of(hit), miles(hit.miles),
        spoken_features([*shown["features"], *(shown["ways"] if hit.place else []),
                         *(["We can go with you the first time"] if shown["goes_with_you"] else [])]),
        why(hit, found), "Closed for now" if shown["paused"] else shown["alert"],
    )


def where_of(hit: Hit) -> str:
    if not hit.place:
        return ", ".join(hit.card["ways"])
    more = len(hit.card["places"]) - 1
    named = ", ".join(filter(None, (hit.place["name"], hit.place["town"])))
    return f"{named} and {words.plural(more, 'other place')}" if more else named


def why(hit: Hit, found: Results) -> list[str]:
    """Why it was found, so that a person can judge whether it fits."""
    council, said = pack.current(), found.understood.needs
    because = [f"You said “{said[code]}”: it is about {lower_first(council.name_of(code))}."
               for code in hit.terms if code in said]
    because += [f"It is about {lower_first(council.name_of(code))}." for code in hit.terms if code not in said]
    if hit.words and not because:
        because.append(f"It has the {'word' if len(hit.words) == 1 else 'words'} "
                       f"{words.sentence_list([f'“{word}”' for word in hit.words])}.")
    return because


@dataclass(frozen=True)
class SoonLine:
    when: str
    name: str
    href: str
    where: str


def soon(one: Soon, today: date, *, from_here: bool) -> SoonLine:
    """Today, 10am to noon · free"""
    shown = one.hit.card
    at = ", ".join(filter(None, (day_soon(one.day, today), hours(one.opens, one.closes))))
    cost = "free" if shown["cost"] == "Free" else shown["cost"]
    place = one.hit.place["name"] if one.hit.place else ", ".join(shown["ways"])
    near = ", ".join(filter(None, (place, miles(one.hit.miles) if from_here else "")))
    first = "We can go with you the first time" if shown["goes_with_you"] else spoken_features(shown["features"][:2])
    return SoonLine(" · ".join(filter(None, (at, cost))), shown["name"],
                    reverse("directory:service", args=[one.hit.uid]), ". ".join(filter(None, (near, first))))


def spoken_features(features: list[str]) -> str:
    """Step-free, hearing loop"""
    return ", ".join([*features[:1], *(lower_first(feature) for feature in features[1:])])
