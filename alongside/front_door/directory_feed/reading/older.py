"""Open Referral UK 1.0, which many councils still publish, as 3.0 says the same."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

_AGES = ("minimum_age", "maximum_age")


def is_older(said: Mapping[str, Any]) -> bool:
    """By what only 1.0 has."""
    return any(name in said for name in ("service_taxonomys", "eligibilitys", "fundings", "regular_schedules",
                                         "holiday_schedules", "deliverable_type", "attending_type"))


def as_new(said: Mapping[str, Any]) -> dict[str, Any]:
    new = {name: value for name, value in said.items() if not isinstance(value, (list, dict))}
    organisation = _record(said.get("organization"))
    new["organization"] = organisation | ({"website": organisation["url"]} if organisation.get("url") else {})
    new["assured_date"] = said.get("assured_date")
    for one in _many(said.get("eligibilitys")):
        new |= {name: one[name] for name in _AGES if one.get(name) not in (None, "", 0) or name == "minimum_age"
                and one.get(name) == 0}
        if one.get("eligibility"):
            new["eligibility_description"] = one["eligibility"]
    new["schedules"] = [_schedule(one) for one in _many(said.get("regular_schedules"))]
    new["service_areas"] = [{**one, "name": one.get("service_area")} for one in _many(said.get("service_areas"))]
    new["languages"] = [{**one, "name": one.get("language")} for one in _many(said.get("languages"))]
    new["funding"] = _many(said.get("fundings"))
    new["cost_options"] = [one | {"amount": abs(one["amount"])} if isinstance(one.get("amount"), (int, float)) else one
                           for one in _many(said.get("cost_options"))]
    new["contacts"] = [{**one, "phones": _many(one.get("phones"))} for one in _many(said.get("contacts"))]
    new["service_at_locations"] = [_place(one) for one in _many(said.get("service_at_locations"))]
    new["attributes"] = [_attribute(_record(one.get("taxonomy"))) for one in _many(said.get("service_taxonomys"))]
    return {name: value for name, value in new.items() if value not in (None, "")}


def _record(value: Any) -> dict[str, Any]:
    return dict(value) if isinstance(value, Mapping) else {}


def _many(value: Any) -> list[dict[str, Any]]:
    """Its records; anything else is left to the reader to refuse."""
    return [dict(one) for one in value if isinstance(one, Mapping)] if isinstance(value, list) else []


def _schedule(one: Mapping[str, Any]) -> dict[str, Any]:
    return {**one, "interval": one.get("interval") or None, "dtstart": one.get("dtstart"),
            "valid_from": one.get("valid_from"), "valid_to": one.get("valid_to")}


def _attribute(taxonomy: Mapping[str, Any]) -> dict[str, Any]:
    return {"taxonomy_term": {"id": taxonomy.get("id"), "name": taxonomy.get("name"),
                              "taxonomy": taxonomy.get("vocabulary")}}


def _place(one: Mapping[str, Any]) -> dict[str, Any]:
    location = _record(one.get("location"))
    addresses = [{**each, "region": each.get("state_province")} for each in _many(location.get("physical_addresses"))]
    return {
        "id": one.get("id"),
        "schedules": [_schedule(each) for name in ("regular_schedule", "regular_schedules")
                      for each in _many(one.get(name))],
        "location": {
            **{name: value for name, value in location.items() if not isinstance(value, (list, dict))},
            "addresses": addresses,
            "accessibility": _many(location.get("accessibility_for_disabilities")),
        },
    }
