"""A file of good rows, one changed a little, and what the checks say of it."""

from __future__ import annotations

from pathlib import Path

import duckdb

from alongside.insight.returns.checking import Checked, check_file
from alongside.rules.national_return.columns import NAMES

REQUEST = {
    "LA Code": "999",
    "Reporting Period Start Date": "2025-10-01",
    "Reporting Period End Date": "2026-09-30",
    "NHS Number": "9990000018",
    "LA Person Unique Identifier": "7",
    "Gender": "Female",
    "Ethnicity": "White: Irish",
    "Date of Birth": "1947-02-03",
    "Client Type": "Service user",
    "Postcode": "WM4 1TR",
    "Accommodation Status": "Unknown",
    "Has Unpaid Carer": "Yes",
    "Event Type": "Request",
    "Event Start Date": "2026-05-12",
    "Event End Date": "2026-05-12",
    "Event Outcome": "NFA: Deceased",
    "Request: Route of Access": "Community / Other route",
}
SERVICE = {name: value for name, value in REQUEST.items() if not name.startswith("Request")} | {
    "Event Type": "Service",
    "Event End Date": "",
    "Primary Support Reason": "Mental health support",
    "Client Funding Status": "Fully social care funded",
    "Event Outcome": "Continuation of support or services",
    "Service Type": "Long term support: Community",
    "Service Component": "Home support or domiciliary care",
    "Unit Cost": "182.50",
    "Cost Frequency (Unit Type)": "Weekly",
    "Planned units per week": "1",
}


def check(folder: Path, *rows: dict[str, str], **held) -> Checked:
    file = folder / "rows.parquet"
    con = duckdb.connect()
    con.execute("CREATE TABLE t ({})".format(", ".join(f'"{name}" VARCHAR' for name in NAMES)))
    con.executemany(
        f"INSERT INTO t VALUES ({', '.join('?' * len(NAMES))})", [[row.get(name) for name in NAMES] for row in rows]
    )
    con.execute(f"COPY t TO '{file}' (FORMAT parquet)")
    return check_file(file, la_codes=("999",), **held)


def failing(folder: Path, *rows: dict[str, str], **held) -> list[tuple[int, str, int]]:
    return [(one["row"], one["field"], one["code"]) for one in check(folder, *rows, **held).failures]


def warned(folder: Path, key: str, *rows: dict[str, str]) -> list[tuple[int, str]]:
    return [(one["row"], one["field"]) for one in check(folder, *rows).warnings if one["check"] == key]
