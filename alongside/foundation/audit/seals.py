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

from .context import acting
from .models import Epoch, Seal

FIRST = "0" * 64
LOG = "seals.log"

# Named one by one: a column that a later version adds must not change the digest of what was sealed before it.
_CHANGE = ('id, epoch, xid, at, "table", "row", subject_id, operation, before, after, user_id, request, why, '
           "database_user")
_LOOK = "id, epoch, xid, at, subject_id, user_id, what, detail, listed, path, request, why"
_BETWEEN = "epoch = %(epoch)s AND xid >= %(start)s AND xid < %(end)s"
_ROWS = f"""
    SELECT line FROM (
        SELECT 'change' AS kind, c.id, row_to_json(c)::text AS line
            FROM (SELECT {_CHANGE} FROM audit_change WHERE {_BETWEEN}) c
        UNION ALL
        SELECT 'look', l.id, row_to_json(l)::text FROM (SELECT {_LOOK} FROM audit_look WHERE {_BETWEEN}) l
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
    with connection.chunked_cursor() as cursor:  # a night's import may be more than fits in memory
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


def _beyond_last(epoch: int) -> int:
    """The number after the last transaction of an epoch that is over."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT greatest((SELECT max(xid) FROM audit_change WHERE epoch = %s), "
                       "(SELECT max(xid) FROM audit_look WHERE epoch = %s))", [epoch, epoch])
        return (cursor.fetchone()[0] or 0) + 1


@transaction.atomic
def seal() -> Seal | None:
    """Seal what has ended since the last seal, epoch by epoch; nothing new, no seal. Answers with the last one made."""
    made = None
    with acting(why="Sealing the audit"):
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtext('alongside.seal'))")
        last = Seal.objects.order_by("-id").first()
        epochs = list(Epoch.objects.order_by("number").values_list("number", flat=True))
        for epoch in epochs:
            if last and epoch < last.epoch:
                continue
            end = _horizon() if epoch == epochs[-1] else _beyond_last(epoch)
            made = _seal_one(epoch, end, last) or made
            last = made or last
    return made


def _seal_one(epoch: int, end: int, last: Seal | None) -> Seal | None:
    start = last.to_xid if last and last.epoch == epoch else 0
    previous = last.digest if last else FIRST
    digest, rows = _digest(epoch, start, end, previous)
    if not rows:
        return None
    made = Seal.objects.create(epoch=epoch, from_xid=start, to_xid=end, rows=rows, previous=previous, digest=digest)
    transaction.on_commit(lambda: _write_beside(made))
    return made


def _write_beside(made: Seal) -> None:
    path = Path(settings.HOME) / LOG
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a") as log:
        log.write(json.dumps({"seal": made.pk, "epoch": made.epoch, "from": made.from_xid, "to": made.to_xid,
                              "rows": made.rows, "digest": made.digest}) + "\n")


@transaction.atomic
def verify() -> dict[str, object]:
    """Recompute the whole chain: {"sealed_to": time or None, "unsealed": rows, "broken": [sentence, …]}."""
    with acting(why="Verifying the audit"):
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
        broken += [*_missing_from_chain(), *_of_no_epoch()]
        return {"sealed_to": sealed_to, "unsealed": _unsealed(ended), "broken": broken}


def _missing_from_chain() -> list[str]:
    """Seals that the file beside the database knows and the table does not."""
    path = Path(settings.HOME) / LOG
    if not path.exists():
        return []
    known = dict(Seal.objects.values_list("pk", "digest"))
    lines = [json.loads(line) for line in path.read_text().splitlines() if line]
    return [
        f"Seal {line['seal']} is in the file of seals but not in the database, or differs there."
        for line in lines
        if known.get(line["seal"]) != line["digest"]
    ]


def _of_no_epoch() -> list[str]:
    """Rows that no seal would ever cover: of a life that this database never had, or of a transaction not begun yet."""
    broken = []
    with connection.cursor() as cursor:
        for table in ("audit_change", "audit_look"):
            cursor.execute(
                f"SELECT count(*), min(id) FROM {table} WHERE epoch NOT IN (SELECT number FROM audit_epoch) "
                "OR (epoch = (SELECT max(number) FROM audit_epoch) "
                "AND xid >= pg_snapshot_xmax(pg_current_snapshot())::text::bigint "
                "AND xid IS DISTINCT FROM pg_current_xact_id_if_assigned()::text::bigint)")
            rows, first = cursor.fetchone()
            if rows:
                broken.append(f"{rows} rows of {table}, the first {first}, belong to no transaction of this database.")
    return broken


def _unsealed(ended: dict[int, int]) -> int:
    with connection.cursor() as cursor:
        total = 0
        for table in ("audit_change", "audit_look"):
            sealed = " OR ".join(f"(epoch = {epoch} AND xid < {end})" for epoch, end in ended.items()) or "false"
            cursor.execute(f"SELECT count(*) FROM {table} WHERE NOT ({sealed})")
            total += cursor.fetchone()[0]
        return total
