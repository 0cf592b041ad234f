"""What an organisation may change of its own entry: each field as plain text, in words, and written back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import time
from decimal import Decimal
from typing import Any

from alongside.foundation.design.words import WEEKDAYS
from alongside.front_door.directory import actions
from alongside.front_door.directory.models import CostOption, Phone, Schedule, Service
from alongside.front_door.directory.occurrences import DAYS

PLAIN = ("name", "summary", "description", "easy_read", "eligibility", "application_process", "email", "url", "fees",
         "alert")
AGES = ("minimum_age", "maximum_age")
LABELS = {
    "name": "Name", "summary": "In one sentence", "description": "What happens there", "easy_read": "In easy read",
    "eligibility": "Who it is for", "minimum_age": "From which age", "maximum_age": "Up to which age",
    "application_process": "How somebody joins", "telephone": "Telephone", "email": "Email", "url": "Web page",
    "days": "Days", "opens_at": "From", "closes_at": "To", "cost": "Cost in pounds", "cost_for": "Cost for what",
    "fees": "Cost, in words", "alert": "What is different just now", "paused": "Closed for now"}
_DAY_NAMES = dict(zip(DAYS, WEEKDAYS, strict=True))


def weekly(service: Service) -> tuple[bool, Schedule | None]:
    """Whether its times are simple enough for a few boxes, and the one row they are in, where there is one."""
    rows = list(service.schedules.all())
    one = rows[0] if len(rows) == 1 else None
    plain = one is None or (one.freq == "WEEKLY" and one.interval == 1 and not one.count and not one.bymonthday
                            and all(part in DAYS for part in one.byday.split(",") if part))
    elsewhere = any(list(place.schedules.all()) for place in service.places.all())
    return len(rows) <= 1 and plain and not elsewhere, one


def price(service: Service) -> tuple[bool, CostOption | None]:
    rows = list(service.cost_options.all())
    return len(rows) <= 1, rows[0] if len(rows) == 1 else None


def telephone(service: Service) -> Phone | None:
    return next(iter(service.phones.all()), None)


def now(service: Service) -> dict[str, Any]:
    """As it stands, as text; times and cost only where a few boxes can say them."""
    phone = telephone(service)
    said: dict[str, Any] = {
        **{name: getattr(service, name) for name in PLAIN},
        **{name: "" if getattr(service, name) is None else str(getattr(service, name)) for name in AGES},
        "telephone": phone.number if phone else "", "paused": "yes" if service.paused else "no"}
    simple, timing = weekly(service)
    if simple:
        said |= {"days": timing.byday if timing else "", "opens_at": _clock(timing.opens_at if timing else None),
                 "closes_at": _clock(timing.closes_at if timing else None)}
    simple, cost = price(service)
    if simple:
        said |= {"cost": "" if cost is None or cost.amount is None else f"{cost.amount:.2f}",
                 "cost_for": cost.amount_description if cost else ""}
    return said


def _clock(value: time | None) -> str:
    return f"{value:%H:%M}" if value else ""


def differs(service: Service, said: Mapping[str, Any]) -> dict[str, list[Any]]:
    """{"fees": [now, to be]} of what is to be something else."""
    there = now(service)
    return {name: [there[name], said[name]] for name in LABELS
            if name in said and name in there and _same(there[name]) != _same(said[name])}


def _same(value: Any) -> str:
    return "\n".join(line.rstrip() for line in str(value).strip().splitlines())


def in_words(name: str, value: Any) -> str:
    if name == "days":
        return ", ".join(_DAY_NAMES.get(part, part) for part in str(value).split(",") if part)
    if name == "paused":
        return "Yes" if value == "yes" else "No"
    if name == "cost" and value:
        return "Free" if Decimal(str(value)) == 0 else f"£{value}"
    return str(value)


def write(service: Service, said: Mapping[str, Any], *, by: Any) -> None:
    """Through the actions that keep the directory, so that search and versions follow."""
    fields: dict[str, Any] = {name: said[name] for name in PLAIN if name in said}
    fields |= {name: int(said[name]) if said[name] else None for name in AGES if name in said}
    if "paused" in said:
        fields["paused"] = said["paused"] == "yes"
    if fields:
        actions.save_service(service=service, fields=fields, by=by)
    if "telephone" in said:
        _put(service, telephone(service), Phone, {"number": said["telephone"]}, by, empty=not said["telephone"])
    if {"days", "opens_at", "closes_at"} & set(said):
        simple, timing = weekly(service)
        if simple:
            wanted = {**{name: value for name, value in now(service).items() if name in ("days", "opens_at",
                                                                                        "closes_at")}, **said}
            _put(service, timing, Schedule, {
                "freq": "WEEKLY", "byday": wanted["days"], "opens_at": _read(wanted["opens_at"], time.fromisoformat),
                "closes_at": _read(wanted["closes_at"], time.fromisoformat)}, by, empty=not wanted["days"])
    if {"cost", "cost_for"} & set(said):
        simple, cost = price(service)
        if simple:
            wanted = {**{name: value for name, value in now(service).items() if name in ("cost", "cost_for")}, **said}
            _put(service, cost, CostOption, {"amount": _read(wanted["cost"], Decimal),
                                             "amount_description": wanted["cost_for"]}, by,
                 empty=not wanted["cost"] and not wanted["cost_for"])


def _read(value: str, read: Callable[[str], Any]) -> Any:
    return read(value) if value else None


def _put(service: Service, row: Any, model: Any, fields: dict[str, Any], by: Any, *, empty: bool) -> None:
    if empty:
        if row is not None:
            actions.remove_part(service=service, part=row, by=by)
    else:
        actions.save_part(service=service, part=row or model(service=service), fields=fields, by=by)
