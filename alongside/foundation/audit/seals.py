"""Sealing the audit in a chain of digests, and checking the chain.

Each seal covers every row of the transactions numbered [from_xid, to_xid) of one epoch: all of them have ended, so
none can add a row later. The key of the digest lives in a file outside the database, and each seal is also appended
to a file beside it, to be copied off the machine.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction

from alongside.foundation import database

from .models import Epoch, Seal

FIRST = "0" * 64

_ROWS = """
    SELECT line FROM (
        SELECT 'change' AS kind, id, row_to_json(c)::text AS line FROM audit_change c
            WHERE epoch = %(epoch)s AND xid >= %(start)s AND xid < %(end)s
        UNION ALL
        SELECT 'look', id, row_to_json(l)::text FROM audit_look l
            WHERE epoch = %(epoch)s AND xid >= %(start)s AND xid < %(end)s
    ) lines ORDER BY kind, id
"""


def _key() -> bytes:
    return database.kept_secret(settings.HOME, "seal.key").encode()


def _digest(epoch: int, start: int, end: int, previous: str) -> tuple[str, int]:
    """The digest of all rows of these transactions chained to the seal before, and their number."""
    seal = hmac.new(_key(), f"{previous}|{epoch}|{start}|{end}".encode(), hashlib.sha256)
    rows = 0
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL timezone TO 'UTC'")
        cursor.execute(_ROWS, {"epoch": epoch, "start": start, "end": end})
        while batch := cursor.fetchmany(5000):
            for (line,) in batch:
                seal.update(line.encode())
                seal.update(b"\n")
            rows += len(batch)
    return seal.hexdigest(), rows


def _horizon() -> int:
    """The first transaction number that may still be running."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint")
        return cursor.fetchone()[0]


@transaction.atomic
def seal() -> Seal | None:
    """Seal what has ended since the last seal; nothing new, no seal."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('alongside.seal'))")
    epoch = Epoch.objects.order_by("-number").values_list("number", flat=True).first() or 1
    last = Seal.objects.order_by("-id").first()
    start = last.to_xid if last and last.epoch == epoch else 0
    end = _horizon()
    digest, rows = _digest(epoch, start, end, last.digest if last else FIRST)
    if not rows:
        return None
    made = Seal.objects.create(
        epoch=epoch, from_xid=start, to_xid=end, rows=rows, previous=last.digest if last else FIRST, digest=digest
    )
    _write_beside(made)
    return made


def _write_beside(made: Seal) -> None:
    path = Path(settings.HOME) / "seals.log"
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a") as log:
        log.write(json.dumps({"seal": made.pk, "epoch": made.epoch, "from": made.from_xid, "to": made.to_xid,
                              "rows": made.rows, "digest": made.digest}) + "\n")


@transaction.atomic
def verify() -> dict[str, object]:
    """Recompute the whole chain: {"sealed_to": time or None, "unsealed": rows, "broken": [sentence, …]}."""
    broken = []
    previous = FIRST
    ended: dict[int, int] = {}
    sealed_to = None
    for made in Seal.objects.order_by("id"):
        if made.previous != previous:
            broken.append(f"Seal {made.pk} does not follow the one before it.")
        if made.from_xid != ended.get(made.epoch, 0):
            broken.append(f"Seal {made.pk} leaves a gap before transaction {made.from_xid}.")
        digest, rows = _digest(made.epoch, made.from_xid, made.to_xid, made.previous)
        if not hmac.compare_digest(digest, made.digest):
            broken.append(
                f"Seal {made.pk}, made {made.sealed_at:%Y-%m-%d %H:%M:%S}: its rows are not those that were sealed "
                f"({made.rows} then, {rows} now)."
            )
        previous = made.digest
        ended[made.epoch] = made.to_xid
        sealed_to = made.sealed_at.isoformat()
    broken += _missing_from_chain(ended)
    return {"sealed_to": sealed_to, "unsealed": _unsealed(ended), "broken": broken}


def _missing_from_chain(ended: dict[int, int]) -> list[str]:
    """Seals that the file beside the database knows and the table does not."""
    path = Path(settings.HOME) / "seals.log"
    if not path.exists():
        return []
    known = dict(Seal.objects.values_list("pk", "digest"))
    lines = [json.loads(line) for line in path.read_text().splitlines() if line]
    return [
        f"Seal {line['seal']} is in the file of seals but not in the database, or differs there."
        for line in lines
        if known.get(line["seal"]) != line["digest"]
    ]


def _unsealed(ended: dict[int, int]) -> int:
    with connection.cursor() as cursor:
        total = 0
        for table in ("audit_change", "audit_look"):
            sealed = " OR ".join(f"(epoch = {epoch} AND xid < {end})" for epoch, end in ended.items()) or "false"
            cursor.execute(f"SELECT count(*) FROM {table} WHERE NOT ({sealed})")
            total += cursor.fetchone()[0]
        return total
