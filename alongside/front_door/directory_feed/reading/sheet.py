"""A spreadsheet of services: which of its columns says what, and each row in the shape of a feed's record."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from alongside.foundation.workbooks import opening
from alongside.rules.spreadsheet import as_it_was

MOST_BYTES, MOST_ROWS, MOST_COLUMNS = 20 * 1024 * 1024, 50_000, 200
AT = "service_at_locations[0].location."


class CannotBeRead(Exception):
    """The whole file: one sentence that names it."""


@dataclass(frozen=True)
class Column:
    """Something that a spreadsheet may say. `path` is where the standard has it; `many` is a list in one cell."""

    key: str
    label: str
    path: str
    guesses: tuple[str, ...] = ()
    many: bool = False
    required: bool = False
    hint: str = ""


COLUMNS = (
    Column("name", "Name", "name", ("service name", "title", "service", "group", "activity"), required=True),
    Column("organisation", "Organisation", "organization.name",
           ("organization", "organisation name", "organization name", "provider", "run by", "charity"), required=True),
    Column("reference", "Its own reference", "id", ("id", "ref", "service id", "unique id", "number"),
           hint="So that it is found again however its name changes. Without it, we go by name, organisation and "
                "postcode."),
    Column("kind", "Kind", "kind", ("type", "service type")),
    Column("headings", "Headings", "attributes[{}].taxonomy_term.name",
           ("categories", "category", "needs", "topics", "tags"), many=True,
           hint="By name or code, with ; or , between them."),
    Column("summary", "In one sentence", "summary", ("short description", "strapline")),
    Column("description", "Description", "description", ("details", "about", "full description")),
    Column("easy_read", "Easy read", "alongside.easy_read", ("easy read summary",)),
    Column("eligibility", "Who it is for", "eligibility_description", ("eligibility", "for whom", "audience")),
    Column("minimum_age", "From which age", "minimum_age", ("min age", "age from", "minimum age")),
    Column("maximum_age", "Up to which age", "maximum_age", ("max age", "age to", "maximum age")),
    Column("joining", "How to join", "application_process", ("how to apply", "referral", "booking")),
    Column("telephone", "Telephone", "phones[0].number", ("phone", "tel", "telephone number", "phone number")),
    Column("email", "Email", "email", ("e-mail", "email address", "contact email")),
    Column("url", "Web page", "url", ("website", "web", "web address", "link")),
    Column("contact", "Contact’s name", "contacts[0].name", ("contact", "contact name", "contact person")),
    Column("place", "Name of the place", f"{AT}name", ("venue", "location", "place", "venue name", "location name")),
    Column("address_1", "Building and street", f"{AT}addresses[0].address_1",
           ("address", "street", "address 1", "address line 1")),
    Column("address_2", "More of the address", f"{AT}addresses[0].address_2", ("address 2", "address line 2")),
    Column("city", "Town", f"{AT}addresses[0].city", ("city", "town or city")),
    Column("postcode", "Postcode", f"{AT}addresses[0].postal_code", ("post code", "postal code", "zip")),
    Column("latitude", "Latitude", f"{AT}latitude", ("lat",)),
    Column("longitude", "Longitude", f"{AT}longitude", ("lon", "lng", "long")),
    Column("accessibility", "What makes the place usable", f"{AT}accessibility[{{}}].accessibility",
           ("access", "accessible", "disabled access"), many=True),
    Column("days", "Days of the week", "schedules[0].byday", ("day", "when day", "weekday")),
    Column("opens_at", "From", "schedules[0].opens_at", ("start", "start time", "opens", "time from", "opening time")),
    Column("closes_at", "To", "schedules[0].closes_at", ("end", "end time", "closes", "time to", "closing time")),
    Column("when", "When, in words", "schedules[0].description", ("times", "opening hours", "opening times")),
    Column("cost", "Cost in pounds", "cost_options[0].amount", ("price", "fee", "amount", "charge")),
    Column("cost_for", "Cost for what", "cost_options[0].amount_description", ("per", "cost description")),
    Column("fees", "Cost, in words", "fees_description", ("fees", "charges", "cost details")),
    Column("languages", "Languages", "languages[{}].name", ("language", "languages spoken"), many=True),
    Column("area", "For people who live where", "service_areas[0].name", ("area", "area served", "coverage")),
    Column("at_home", "Comes to people’s homes", "alongside.at_home", ("home visits",)),
    Column("by_telephone", "By telephone", "alongside.by_telephone", ("telephone service",)),
    Column("online", "Online", "alongside.online", ("virtual",)),
    Column("status", "Status", "status", ("state",)),
    Column("alert", "What is different just now", "alert", ("notice",)),
    Column("assured_on", "Last made sure of", "assured_date",
           ("last checked", "last reviewed", "assured date", "last updated", "reviewed")),
    Column("organisation_email", "Organisation’s email", "organization.email", ()),
    Column("organisation_website", "Organisation’s website", "organization.website", ()),
    Column("keeper_name", "Who keeps it right", "alongside.keeper_name", ("keeper", "keeper name")),
    Column("keeper_email", "Keeper’s email", "alongside.keeper_email", ("keeper email",)),
)
BY_KEY = {one.key: one for one in COLUMNS}


@dataclass(frozen=True)
class Sheet:
    name: str
    headings: list[str]
    # Number of the row in the file, as the spreadsheet shows it, with its cells by heading.
    rows: list[tuple[int, dict[str, Any]]]


def opened(file: Path, name: str = "") -> Sheet:
    """The first sheet with something in it; its first row names the columns."""
    name = name or file.name
    try:
        size = file.stat().st_size
        if not size:
            raise CannotBeRead(f"{name} is empty.")
        if size > MOST_BYTES:
            raise CannotBeRead(f"{name} is larger than {MOST_BYTES // 1024 // 1024} MB.")
        tables = opening.tables(file)
    except OSError as problem:
        raise CannotBeRead(f"{name} cannot be opened: {problem.strerror}.") from None
    except opening.CannotBeOpened as problem:
        raise CannotBeRead(f"{name} {problem}.") from None
    for _, table in tables:
        start = next((number for number, row in enumerate(table) if sum(map(_full, row)) > 1), None)
        if start is not None:
            return _sheet(name, table, start)
    raise CannotBeRead(f"{name} has no row that names its columns.")


def _sheet(name: str, table: opening.Rows, start: int) -> Sheet:
    headings = [" ".join(str(cell).split())[:100] for cell in table[start]]
    while headings and not headings[-1]:
        headings.pop()
    if len(headings) > MOST_COLUMNS:
        raise CannotBeRead(f"{name} has more than {MOST_COLUMNS} columns.")
    twice = next((one for one in headings if one and headings.count(one) > 1), None)
    if twice:
        raise CannotBeRead(f"{name}: two columns are called {twice!r}. Give each a name of its own.")
    rows = [(number, {heading: _as_meant(cell) for heading, cell in zip(headings, row, strict=False)
                      if heading and _full(cell)})
            for number, row in enumerate(table[start + 1:], start + 2)]
    rows = [(number, cells) for number, cells in rows if cells]
    if len(rows) > MOST_ROWS:
        raise CannotBeRead(f"{name} has more than {MOST_ROWS:,} rows.")
    return Sheet(name, [one for one in headings if one], rows)


def _as_meant(cell: Any) -> Any:
    """Our own spreadsheets put an apostrophe before words that would be a formula: "'+44 1632 960101"."""
    return as_it_was(cell) if isinstance(cell, str) else cell


def _full(cell: Any) -> bool:
    return cell is not None and str(cell).strip() != ""


def guessed(headings: list[str]) -> dict[str, str]:
    """{"name": "Title"}: what each column probably says, by its heading."""
    free = {_bare(heading): heading for heading in headings}
    found: dict[str, str] = {}
    for one in COLUMNS:
        for guess in (one.key, one.label, *one.guesses):
            if (heading := free.pop(_bare(guess), None)) is not None:
                found[one.key] = heading
                break
    return found


def _bare(words: str) -> str:
    return re.sub(r"[^a-z0-9]", "", words.lower().replace("organization", "organisation"))


def lacking(columns: Mapping[str, str], headings: list[str]) -> list[str]:
    """What is wrong with a choice of columns, in sentences."""
    wrong = [f"Say which column is “{one.label}”." for one in COLUMNS if one.required and not columns.get(one.key)]
    return wrong + [f"The file has no column “{heading}”." for key, heading in columns.items()
                    if key in BY_KEY and heading not in headings]


def records(sheet: Sheet, columns: Mapping[str, str]) -> Iterator[tuple[int, dict[str, Any], dict[str, str]]]:
    """Number of the row, its record, and what the record's fields are called in the file."""
    chosen = [(BY_KEY[key], heading) for key, heading in columns.items() if key in BY_KEY and heading]
    for number, cells in sheet.rows:
        said: dict[str, Any] = {}
        names: dict[str, str] = {}
        for one, heading in chosen:
            value = cells.get(heading)
            names[one.path] = heading
            if value is None:
                continue
            if one.many:
                for place, part in enumerate(filter(None, (part.strip() for part in re.split(r"[;,\n]", str(value))))):
                    names[one.path.format(place)] = heading
                    _put(said, one.path.format(place), part)
            else:
                _put(said, one.path, value)
        _finish(said)
        yield number, said, names


def _finish(said: dict[str, Any]) -> None:
    """A schedule with days is a weekly one; a record without a number of its own is known by what it is."""
    for timing in said.get("schedules", []):
        if timing.get("byday"):
            timing["freq"] = "WEEKLY"
    if "id" not in said:
        place = (said.get("service_at_locations") or [{}])[0].get("location", {})
        postcode = (place.get("addresses") or [{}])[0].get("postal_code", "")
        parts = (said.get("name", ""), said.get("organization", {}).get("name", ""), postcode)
        said["id"] = "|".join(re.sub(r"\s+", " ", str(part)).strip().casefold() for part in parts)[:200]


def _put(said: dict[str, Any], path: str, value: Any) -> None:
    here: Any = said
    steps = re.findall(r"([^.\[\]]+)(\[\d+\])?", path)
    for number, (step, place) in enumerate(steps):
        last = number == len(steps) - 1
        if place:
            row = here.setdefault(step, [])
            while len(row) <= int(place[1:-1]):
                row.append({})
            here = row[int(place[1:-1])]
        elif last:
            here[step] = value
        else:
            here = here.setdefault(step, {})
