"""What our own records alone know of the people of the events: which record is theirs, their team and their ward."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from alongside.insight.events.engines import in_memory, quoted
from alongside.insight.measures.models import WardPostcode
from alongside.insight.measures.wards import ward_at, write_table
from alongside.insight.snapshots.people import records_of
from alongside.people.involvements.models import Involvement
from alongside.people.people.models import Address

COLUMNS = ("council", "person_id", "team", "ward", "subject")


def write_own_places(events: Sequence[Path], out: Path) -> Path:
    """A row for each person of the events, as the table `own_places`; with the number of their record beside it."""
    with closing(in_memory()) as connection:
        ids = connection.execute(
            "SELECT DISTINCT upper(la_code), upper(person_id) FROM "
            f"read_parquet({quoted(events)}, union_by_name = true) WHERE person_id IS NOT NULL"
        ).fetchall()
    subjects = records_of(person_id for _, person_id in ids)
    teams, wards = _teams(), _wards()
    rows = []
    for council, person_id in ids:
        subject = subjects.get(person_id)
        if subject is not None:
            rows.append((council, person_id, teams.get(subject), wards.get(subject), str(subject)))
    return write_table(out, COLUMNS, rows)


def _teams() -> dict[int, str]:
    return dict(Involvement.objects.current().order_by("subject", "-pk").values_list("subject", "team__name"))


def _wards() -> dict[int, str]:
    """By the address where somebody lives today; nobody's, while no file of postcodes has been loaded."""
    wards = dict(WardPostcode.objects.values_list("postcode", "ward"))
    if not wards:
        return {}
    lived_at = Address.objects.lived_at().filter(ends_on=None).values_list("subject", "postcode")
    return {subject: ward for subject, postcode in lived_at if (ward := ward_at(postcode, wards))}
