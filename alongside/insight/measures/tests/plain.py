"""The measures once more, row by row and person by person: slow, plain, and written from the rules alone.

It shares no line with the expressions it is compared with: dates are dates, words are words, and each person is a list
of dictionaries.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

Row = Mapping[str, Any]
Cell = tuple[str, str, str, str]
YEAR_START, YEAR_END = date(2024, 4, 1), date(2025, 3, 31)
NEVER = date(9999, 1, 1)

LTS = {
    "long term support: nursing care": 1,
    "long term support: residential care": 2,
    "long term support: community": 3,
    "long term support: prison": 4,
}
SEVEN = LTS | {
    "short term support: st-max": 5,
    "short term support: ongoing low level": 6,
    "short term support: other short term": 7,
}
HIERARCHY = [
    "progress to reablement/st-max",
    "progress to assessment, review or reassessment",
    "progress to support planning or services",
    "continuation of support or services",
    "admitted to hospital",
    "nfa: responsibility moved to another local authority",
    "nfa: referral to nhs services or nhs funded social care",
    "nfa: self-funded client or under 12wk disregard",
    "nfa: information and advice or signposting",
    "nfa: referral to other service within the local authority",
    "nfa: support declined",
    "nfa: deceased",
    "nfa: support ended as planned",
    "nfa: support ended for other reason",
    "nfa: no services offered for other reason",
    "nfa: other",
]
USABLE = HIERARCHY[4:]
AS_PLANNED = "nfa: support ended as planned"
GOOD_SEQUELS = {
    "short term support: ongoing low level",
    "short term support: other short term",
    "nfa: information and advice or signposting",
    AS_PLANNED,
    "nfa: responsibility moved to another local authority",
    "nfa: other",
    "nfa: no services offered for other reason",
    "nfa: support ended for other reason",
    "nfa: referral to other service within the local authority",
}
OTHER_SEQUELS = {*LTS, "st care home"}
SETTLED = {
    "owner occupier or shared ownership scheme",
    "tenant: local authority or other social housing provider",
    "tenant: private landlord",
    "settled mainstream housing with family or friends",
    "supported accommodation, supported lodgings or supported group home",
    "shared lives scheme",
    "approved premises for offenders released from prison or under probation supervision",
    "sheltered housing, extra care housing or other sheltered housing",
    "mobile accommodation for gypsy, roma and traveller communities",
}
NOT_SETTLED = {
    "rough sleeper or squatting",
    "night shelter, emergency hostel or direct access hostel",
    "refuge",
    "placed in temporary accommodation by the council (inc. homelessness resettlement)",
    "staying with family or friends as a short term guest",
    "acute hospital or long term healthcare residential facility",
    "registered care home",
    "registered nursing home",
    "prison, young offenders institution or detention centre",
    "other temporary accommodation",
}
KNOWN = {
    "gender": {"male", "female", "other"},
    "accommodation_status": SETTLED | NOT_SETTLED,
    "primary_support_reason": {
        "physical support: access and mobility only",
        "physical support: personal care support",
        "sensory support: support for visual impairment",
        "sensory support: support for hearing impairment",
        "sensory support: support for dual impairment",
        "support with memory and cognition",
        "learning disability support",
        "mental health support",
        "social support: substance misuse support",
        "social support: asylum seeker support",
        "social support: support for social isolation or other reason",
    },
}


def figures(rows: Iterable[Row], match_national: bool = True) -> dict[Cell, tuple[int, int]]:
    """Numerator and denominator of every cell that is not nought over nought; 2B and 2C have the numerator alone."""
    everybody: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        kept = surviving(row)
        if kept:
            everybody[kept["la_code"], kept["person_id"]].append(kept)
    counted: dict[Cell, list[int]] = defaultdict(lambda: [0, 0])

    def count(measure: str, council: str, ages: list[str], genders: list[str], good: bool) -> None:
        for age in ages:
            for gender in genders:
                counted[measure, council, age, gender][0] += good
                counted[measure, council, age, gender][1] += 1

    for (council, _), events in everybody.items():
        born, died = birth(events), death(events)
        for sequel, age in episodes(events, born, died):
            if sequel in GOOD_SEQUELS or sequel in OTHER_SEQUELS:
                count("2A", council, _ages(age), [""], sequel in GOOD_SEQUELS)
        admitted = admission(events, born, died, match_national)
        if admitted:
            count("2B" if admitted == "18_64" else "2C", council, [admitted], [""], True)
        home = long_term(events, born, died)
        if home:
            age, settled = home
            genders = ["Total", *({"male": ["Male"], "female": ["Female"]}.get(detail(events, "gender"), []))]
            if age == "18_64" and detail(events, "primary_support_reason") == "learning disability support":
                count("2E(1)", council, [age], genders, settled)
            count("2E(2a)" if age == "18_64" else "2E(2b)", council, [age], genders, settled)
        for letter, how in (("a", setting(events, born, died)), ("b", carer(events, born, died, match_national))):
            if how:
                age, kind = how
                count(f"3D(1{letter})", council, _ages(age), [""], kind in ("dp", "pb"))
                count(f"3D(2{letter})", council, _ages(age), [""], kind == "dp")
    return {cell: (numbers[0], numbers[1]) for cell, numbers in counted.items()}


def surviving(row: Row) -> dict[str, Any] | None:
    event = {name: value.lower() if isinstance(value, str) else value for name, value in row.items()}
    event["la_code"] = row["la_code"]
    start, end, died = event["event_start"], event["event_end"], event["date_of_death"]
    if start is None or event["person_id"] is None:
        return None
    if died is not None and ((end is not None and start <= died <= end) or (end is None and died > start)):
        end = died
    first, last = event["period_start"], event["period_end"]
    if start > last:
        return None
    if event["event_type"] == "service":
        if end is not None and end < first:
            return None
    elif event["event_type"] in ("request", "assessment", "review"):
        if end is None or not first <= end <= last:
            return None
    else:
        return None
    if died is not None and (died < first or died < start):
        return None
    event["event_end"] = end
    event["until"] = end or NEVER
    return event


def birth(events: list[dict[str, Any]]) -> date | None:
    known = [event for event in events if event["date_of_birth"]]
    if not known:
        return None
    latest = max(event["period_end"] for event in known)
    return min(event["date_of_birth"].replace(day=1) for event in known if event["period_end"] == latest)


def death(events: list[dict[str, Any]]) -> date | None:
    known = [event for event in events if event["date_of_death"]]
    if not known:
        return None
    latest = max(event["period_end"] for event in known)
    return max(event["date_of_death"] for event in known if event["period_end"] == latest)


def age_band(born: date | None, when: date) -> str:
    if born is None:
        return "unknown"
    years = (when - born).days * 4 // 1461
    return "under_18" if years < 18 else "18_64" if years < 65 else "65_plus"


def _ages(age: str) -> list[str]:
    return ["Total"] if age == "unknown" else [age, "Total"]


def detail(events: list[dict[str, Any]], field: str) -> str:
    known = [event for event in events if event[field] in KNOWN[field]]
    if not known:
        return "unknown"
    best = max((event["period_end"], event["until"], event["event_start"]) for event in known)
    values = {event[field] for event in known if (event["period_end"], event["until"], event["event_start"]) == best}
    return values.pop() if len(values) == 1 else "unknown"


# 2A ------------------------------------------------------------------------------------------------------------


def episodes(events: list[dict[str, Any]], born: date | None, died: date | None) -> list[tuple[str, str]]:
    """The sequel and age of each episode that ended in the year and is a new client's."""
    rows = [
        event for event in events if event["client_type"] == "service user" and event["until"] >= event["event_start"]
    ]
    st_max = [e for e in rows if e["event_type"] == "service" and e["service_type"] == "short term support: st-max"]
    others = [event for event in rows if event not in st_max]
    st_max.sort(key=lambda event: (event["event_start"], event["until"]))
    groups: list[list[dict[str, Any]]] = []
    for event in st_max:
        if groups and (event["event_start"] - max(e["until"] for e in groups[-1])).days <= 7:
            groups[-1].append(event)
        else:
            groups.append([event])
    found = []
    for group in groups:
        start, end = min(e["event_start"] for e in group), max(e["until"] for e in group)
        age = age_band(born, end)
        if not YEAR_START <= end <= YEAR_END or age == "under_18" or (died and died < start):
            continue
        if any(
            e["service_type"] in LTS and e["event_start"] < start and (start - e["until"]).days < 91 for e in others
        ):
            continue
        outcomes = [e["event_outcome"] for e in group if e["until"] == end]
        found.append((sequel(start, end, min(outcomes, key=_penalised), others, died), age))
    return found


def _penalised(outcome: str | None) -> int:
    return [*USABLE, *HIERARCHY[:4], outcome].index(outcome)


def sequel(start: date, end: date, outcome: str | None, others: list[dict[str, Any]], died: date | None) -> str:
    if died and (died - end).days <= 7:
        return "nfa: deceased"
    if outcome == "admitted to hospital":
        return outcome
    window = [e for e in others if start <= e["event_start"] <= end + timedelta(days=7) and e["until"] > end]
    services = [e for e in window if e["service_type"] in SEVEN]
    if services:
        short_stay = ("short term residential care", "short term nursing care")
        first = min(services, key=lambda e: (SEVEN[e["service_type"]], e["service_component"] not in short_stay))
        if SEVEN[first["service_type"]] == 7 and first["service_component"] in short_stay:
            return "st care home"
        return str(first["service_type"])
    news = [e for e in window if e["event_type"] != "service" and e["event_outcome"] != AS_PLANNED]
    candidates = [e["event_outcome"] for e in news if e["event_outcome"] in USABLE]
    if outcome in USABLE and (news or not window):
        candidates.append(outcome)
    inside = [e for e in others if e["event_start"] >= start and start < e["until"] <= end]
    seen = [
        e
        for e in inside
        if e["event_type"] in ("assessment", "review") and (end - e["until"]).days < 14 and e["event_outcome"] in USABLE
    ]
    if seen:
        last = max(e["until"] for e in seen)
        candidates.append(min((e["event_outcome"] for e in seen if e["until"] == last), key=USABLE.index))
    if candidates:
        return str(min(candidates, key=USABLE.index))
    if any(e["event_type"] == "service" and e["service_component"] == "equipment" for e in inside):
        return "short term support: ongoing low level"
    return outcome or ""


# 2B, 2C --------------------------------------------------------------------------------------------------------


def admission(events: list[dict[str, Any]], born: date | None, died: date | None, match_national: bool) -> str | None:
    """The age group in which the person was newly admitted in the year, the younger if both."""
    if born is None or (died and died < YEAR_START):
        return None

    def long_stay(event: dict[str, Any]) -> bool:
        component = event["service_component"]
        if component is None:
            return not match_national
        return ("residential" in component or "nursing" in component) and "short" not in component

    stays = [
        e
        for e in events
        if e["client_type"] == "service user"
        and e["event_type"] == "service"
        and LTS.get(e["service_type"], 9) <= 2
        and long_stay(e)
    ]
    bands = []
    for stay in stays:
        if not YEAR_START <= stay["event_start"] <= YEAR_END:
            continue
        if stay["event_outcome"] == "nfa: self-funded client or under 12wk disregard":
            continue
        if any(e["event_start"] < stay["event_start"] and (stay["event_start"] - e["until"]).days < 365 for e in stays):
            continue
        bands.append(age_band(born, stay["event_start"]))
    return "18_64" if "18_64" in bands else "65_plus" if "65_plus" in bands else None


# 2E ------------------------------------------------------------------------------------------------------------


def long_term(events: list[dict[str, Any]], born: date | None, died: date | None) -> tuple[str, bool] | None:
    if born is None or (died and died < YEAR_START):
        return None
    active = [
        e
        for e in events
        if e["client_type"] == "service user"
        and e["event_type"] == "service"
        and e["service_type"] in LTS
        and e["event_start"] <= YEAR_END
        and e["until"] >= YEAR_START
        and e["until"] >= e["event_start"]
    ]
    if not active:
        return None
    age = age_band(born, min(max(e["until"] for e in active), YEAR_END))
    return None if age == "under_18" else (age, settled(events))


def settled(events: list[dict[str, Any]]) -> bool:
    recorded = detail(events, "accommodation_status")
    if recorded != "unknown":
        return recorded in SETTLED
    services = [event for event in events if event["event_type"] == "service"]
    homes = {"shared lives", "extra care housing", "community supported living"}
    mappable = {*homes, "home support or domiciliary care"}

    def place(event: dict[str, Any]) -> tuple[date, int, bool, date]:
        rank = SEVEN.get(event["service_type"], 99)
        return event["until"], -rank, event["service_component"] in mappable, event["event_start"]

    top = [event for event in services if place(event) == max(place(one) for one in services)]
    kind = SEVEN.get(top[0]["service_type"], 99)
    components = {event["service_component"] for event in top} & mappable
    return kind not in (1, 2) and len(components) == 1 and (kind == 3 or components <= homes)


# 3D ------------------------------------------------------------------------------------------------------------


def setting(events: list[dict[str, Any]], born: date | None, died: date | None) -> tuple[str, str] | None:
    """Age and setting at the end of the year of somebody supported in the community."""
    age = age_band(born, YEAR_END)
    if age == "under_18" or (died and died < YEAR_END):
        return None
    places = []
    for e in events:
        if e["client_type"] != "service user" or e["service_type"] not in LTS:
            continue
        if e["event_start"] > YEAR_END or e["until"] < YEAR_END or e["until"] < e["event_start"]:
            continue
        kind = LTS[e["service_type"]]
        if kind != 3:
            places.append((1 if kind < 3 else 7, "elsewhere"))
        elif e["service_component"] == "direct payment" or e["delivery_mechanism"] == "direct payment":
            places.append((3, "dp"))
        elif e["delivery_mechanism"] == "cassr managed personal budget":
            places.append((4, "pb"))
        else:
            places.append((5, "other"))
    if not places or min(places)[1] == "elsewhere":
        return None
    return age, min(places)[1]


def carer(
    events: list[dict[str, Any]], born: date | None, died: date | None, match_national: bool
) -> tuple[str, str] | None:
    age = age_band(born, YEAR_END)
    if age == "under_18" or (died and died < YEAR_START):
        return None
    kinds = []
    for e in events:
        if e["client_type"] not in ("unpaid carer", "unpaid carer known by association"):
            continue
        if e["event_start"] > YEAR_END or e["until"] < YEAR_START or e["until"] < e["event_start"]:
            continue
        if e["service_type"] != "unpaid carer support: direct to unpaid carer":
            continue
        if "direct payment" in (e["delivery_mechanism"], e["service_component"]):
            kinds.append((1, "dp"))
        elif e["service_component"] is None and match_national:
            continue
        elif e["delivery_mechanism"] == "cassr managed personal budget":
            kinds.append((2, "pb"))
        elif e["delivery_mechanism"] == "cassr commissioned support":
            kinds.append((3, "commissioned"))
    return (age, min(kinds)[1]) if kinds else None
