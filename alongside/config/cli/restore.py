"""Put a backup in the place of everything there is, and prove that it is what was backed up."""

import argparse
import json
import shutil
import tarfile
import tempfile
from pathlib import Path
from typing import Any

from alongside.config.cli import Refused
from alongside.config.cli.backup import DATABASE, FOLDERS, PROOF, SEALS
from alongside.config.cli.migrate import migrate
from alongside.config.cli.running import records

NAME = "restore"
HELP = "replace everything by a backup, and prove it whole (needs the owner role; stop `serve` first)"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", type=Path, help="a file written by `alongside backup`")


def run(args: argparse.Namespace) -> int:
    with tempfile.TemporaryDirectory(prefix="alongside-restore-") as scratch:
        unpacked = Path(scratch)
        proof = _unpack(args.file, unpacked)
        with records(as_owner=True):
            restore(unpacked, proof)
    tables = proof["tables"]
    rows = sum(table["rows"] for table in tables)
    print(f"{rows} rows in {len(tables)} tables, each as it was at {proof['made_at']}")
    return 0


def _unpack(file: Path, folder: Path) -> dict[str, Any]:
    try:
        with tarfile.open(file, "r:") as archive:
            archive.extractall(folder, filter="data")
        proof: dict[str, Any] = json.loads((folder / PROOF).read_text())
    except OSError as problem:
        raise Refused(f"{file} cannot be read: {problem.strerror}.") from None
    except (tarfile.TarError, ValueError) as problem:
        raise Refused(f"{file} is not a backup: {problem}.") from None
    if not (folder / DATABASE).exists() or not {"made_at", "migrations", "tables"} <= proof.keys():
        raise Refused(f"{file} is not a whole backup: it lacks {DATABASE} or its proof.")
    return proof


def restore(unpacked: Path, proof: dict[str, Any]) -> None:
    from django.conf import settings
    from django.db import connection
    from django.db.migrations.loader import MigrationLoader

    from alongside.foundation import database
    from alongside.foundation.audit.models import Epoch
    from alongside.foundation.database import copies

    known = {f"{app}.{name}" for app, name in MigrationLoader(connection).disk_migrations}
    if newer := sorted(set(proof["migrations"]) - known):
        raise Refused(f"The backup comes from another version of Alongside: this one does not know {newer[0]}.")
    connection.ensure_connection()
    raw = connection.connection
    others = raw.execute(
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
    ).fetchone()[0]
    if others:
        raise Refused(f"The database is in use by {others} other connections: stop `alongside serve` first.")
    rights = database.web_rights(owner=connection.settings_dict["USER"], web=database.web_role())
    tables = [copies.Proof(**table) for table in proof["tables"]]
    try:
        copies.bring_back(raw, unpacked / DATABASE, tables, rights)
    except database.DatabaseProblem as problem:
        raise Refused(f"The backup could not be restored, and nothing was changed: {problem}.") from None
    migrate(quiet=True)  # also gives the restored tables their triggers and rights again
    latest = Epoch.objects.order_by("-number").values_list("number", flat=True).first() or 0
    Epoch.objects.create(number=latest + 1)  # transaction numbers begin again
    for name in FOLDERS:
        _replace(unpacked / name, settings.HOME / name)
    _set_aside_seals(unpacked / SEALS, settings.HOME / SEALS)


def _replace(restored: Path, place: Path) -> None:
    aside = place.with_name(f"{place.name}.old")
    shutil.rmtree(aside, ignore_errors=True)
    if place.exists():
        place.rename(aside)
    if restored.exists():
        shutil.move(restored, place)
    shutil.rmtree(aside, ignore_errors=True)


def _set_aside_seals(restored: Path, place: Path) -> None:
    """The seals written since the backup are kept, since they show what the restore undid."""
    if place.exists():
        number = 1
        while (kept := place.with_name(f"{place.stem}.before-restore-{number}{place.suffix}")).exists():
            number += 1
        place.rename(kept)
    if restored.exists():
        shutil.move(restored, place)
