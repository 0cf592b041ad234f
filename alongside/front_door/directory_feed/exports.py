"""The directory taken out: a spreadsheet that can be read in again, and the feed's own JSON as a file."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator
from typing import Any, BinaryIO

import xlsxwriter

from alongside.front_door.directory.models import Service
from alongside.rules.spreadsheet import escaped

from .feed import shapes
from .reading.sheet import COLUMNS

# Everything an entry may have more than one of stands in one cell, parted by this.
BETWEEN = "; "
AT_ONCE = 200
HEADINGS = [one.label for one in COLUMNS]
KINDS = {"csv": "text/csv; charset=utf-8", "json": "application/json",
         "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}


def entries() -> Iterator[Service]:
    """All that is published, some at a time."""
    numbers = list(Service.objects.published().by_name().values_list("pk", flat=True))
    for start in range(0, len(numbers), AT_ONCE):
        yield from Service.objects.filter(pk__in=numbers[start:start + AT_ONCE]).by_name().with_all()


def row(one: Service) -> dict[str, Any]:
    place = next(iter(one.places.all()), None)
    where = place.location if place else None
    address = next(iter(where.addresses.all()), None) if where else None
    timing = next(iter([*one.schedules.all(), *(place.schedules.all() if place else ())]), None)
    cost = next(iter(one.cost_options.all()), None)
    phone, contact, area = (next(iter(each.all()), None) for each in (one.phones, one.contacts, one.areas))
    return {
        "name": one.name, "organisation": one.organisation.name, "reference": str(one.uid),
        "kind": one.get_kind_display(),
        "headings": BETWEEN.join(each.term.name for each in one.attributes.all()
                                 if not each.link_type and each.term.taxonomy.key == each.term.NEEDS),
        "summary": one.summary, "description": one.description, "easy_read": one.easy_read,
        "eligibility": one.eligibility, "minimum_age": one.minimum_age, "maximum_age": one.maximum_age,
        "joining": one.application_process, "telephone": phone.number if phone else "", "email": one.email,
        "url": one.url, "contact": contact.name if contact else "", "place": where.name if where else "",
        "address_1": address.address_1 if address else "", "address_2": address.address_2 if address else "",
        "city": address.city if address else "", "postcode": address.postal_code if address else "",
        "latitude": where.latitude if where else None, "longitude": where.longitude if where else None,
        "accessibility": BETWEEN.join(str(each) for each in where.accessibility.all()) if where else "",
        "days": timing.byday if timing else "", "opens_at": f"{timing.opens_at:%H:%M}" if timing and timing.opens_at
        else "", "closes_at": f"{timing.closes_at:%H:%M}" if timing and timing.closes_at else "",
        "when": timing.description if timing else "", "cost": cost.amount if cost else None,
        "cost_for": cost.amount_description if cost else "", "fees": one.fees,
        "languages": BETWEEN.join(each.name for each in one.languages.all()), "area": str(area) if area else "",
        "at_home": _yes(one.at_home), "by_telephone": _yes(one.by_telephone), "online": _yes(one.online),
        "status": "temporarily closed" if one.paused else "active", "alert": one.alert,
        "assured_on": one.assured_on.isoformat() if one.assured_on else "",
        "organisation_email": one.organisation.email, "organisation_website": one.organisation.website,
        "keeper_name": one.keeper[0], "keeper_email": one.keeper[1],
    }


def _yes(value: bool) -> str:
    return "yes" if value else ""


def _lines() -> Iterator[list[Any]]:
    for one in entries():
        said = row(one)
        yield [_cell(said[column.key]) for column in COLUMNS]


def _cell(value: Any) -> Any:
    """Numbers as numbers; words as words, and none of them a formula."""
    return escaped(value) if isinstance(value, str) else "" if value is None else value


def as_csv() -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(HEADINGS)
    writer.writerows(_lines())
    return text.getvalue().encode("utf-8-sig")


def as_xlsx() -> bytes:
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"constant_memory": True, "strings_to_urls": False}) as book:
        sheet = book.add_worksheet("Directory")
        bold = book.add_format({"bold": True})
        for place, heading in enumerate(HEADINGS):
            sheet.write_string(0, place, heading, bold)
        sheet.freeze_panes(1, 1)
        for number, line in enumerate(_lines(), 1):
            for place, value in enumerate(line):
                if isinstance(value, str):
                    sheet.write_string(number, place, value[:32_000])
                else:
                    sheet.write_number(number, place, value)
    return content.getvalue()


def as_json(page_of: Callable[[Any], str]) -> bytes:
    """One page of the feed with everything in it: any reader of Open Referral UK takes it."""
    contents = [shapes.full_service(one, page_of) for one in entries()]
    return json.dumps({
        "total_items": len(contents), "total_pages": 1, "page_number": 1, "size": len(contents), "first_page": True,
        "last_page": True, "empty": not contents, "contents": contents}, ensure_ascii=False, indent=1).encode()


def write(kind: str, file: BinaryIO, page_of: Callable[[Any], str]) -> int:
    """How many entries it holds."""
    made = {"csv": as_csv, "xlsx": as_xlsx, "json": lambda: as_json(page_of)}[kind]
    file.write(made())
    return Service.objects.published().count()


def problems_as_csv(problems: Iterable[Any]) -> bytes:
    """What could not be taken, to be put right by whoever sent it."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(["Row", "Record", "Field", "What stands there", "Why it was not taken"])
    writer.writerows([one.row, *map(escaped, (one.record, one.field, one.value, one.message))] for one in problems)
    return text.getvalue().encode("utf-8-sig")
