"""Small files of invented events."""

import csv
import io
from pathlib import Path

import duckdb

from alongside.insight.events.columns import NAMES
from alongside.insight.events.reading import Snapshot, read

HEADERS = (
    "LA Code", "Reporting Period Start Date", "Reporting Period End Date", "NHS Number", "LA Person Unique Identifier",
    "Client Type", "Gender", "Date of Birth", "Date of Death", "Postcode", "Event Type", "Event Reference",
    "Event Start Date", "Event End Date", "Event Outcome", "Service Type", "Service Component", "Unit Cost",
    "Event Description",
)  # fmt: skip


def event(number: int, **changed: str) -> dict[str, str]:
    """One row under the national headings, days as 25/04/2024; every other person has an NHS number."""
    values = {
        "LA Code": "901",
        "Reporting Period Start Date": "01/04/2024",
        "Reporting Period End Date": "31/03/2025",
        "NHS Number": f"999{number:07}" if number % 2 else "",
        "LA Person Unique Identifier": f"P{number}",
        "Client Type": "Service user",
        "Gender": "Female" if number % 3 else "Male",
        "Date of Birth": f"{1 + number % 28:02}/{1 + number % 12:02}/{1930 + number % 70}",
        "Date of Death": "",
        "Postcode": f"ZZ99 {number % 10}VZ",
        "Event Type": "Service",
        "Event Reference": f"R{number:04}",
        "Event Start Date": f"{1 + number % 28:02}/{1 + number % 12:02}/2024",
        "Event End Date": "" if number % 4 else "30/03/2025",
        "Event Outcome": "NFA: Support ended as planned",
        "Service Type": "Long term support: Community",
        "Service Component": "Day support",
        "Unit Cost": f"{number}.50",
        "Event Description": f"Café visits, number {number}",
    }
    return values | changed


def written(rows: list[dict[str, str]], path: Path, *, encoding: str = "utf-8", **dialect: str) -> Path:
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, list(rows[0]), **({"lineterminator": "\n"} | dialect))
    writer.writeheader()
    writer.writerows(rows)
    path.write_bytes(text.getvalue().encode(encoding))
    return path


def table(snapshot: Snapshot) -> list[dict[str, object]]:
    with duckdb.connect() as connection:
        rows = connection.execute(f"SELECT {', '.join(NAMES)} FROM read_parquet(?)", [str(snapshot.path)]).fetchall()
    return [dict(zip(NAMES, row, strict=True)) for row in rows]


def read_rows(rows: list[dict[str, str]], folder: Path, **settings: str) -> list[dict[str, object]]:
    return table(read([written(rows, folder / "events.csv", **settings)], out=folder / "events.parquet"))
