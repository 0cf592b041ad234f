"""One file with every row and every stored document, and what is needed to prove that it came back whole."""

import argparse
import io
import json
import os
import tarfile
import tempfile
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from alongside.config.cli import Refused
from alongside.config.cli.running import records

NAME = "backup"
HELP = "write everything into one file, to be restored by `alongside restore`"

PROOF = "proof.json"
DATABASE = "database.dump"
FOLDERS = ("files",)
SEALS = "seals.log"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", type=Path, help="where to write it (must not exist yet)")


def run(args: argparse.Namespace) -> int:
    target: Path = args.file.absolute()
    if target.exists():
        raise Refused(f"{args.file} exists already: name a new file.")
    if not target.parent.is_dir():
        raise Refused(f"{target.parent} is not a folder.")
    with records(as_owner=True):  # the web role is shown only what its user may see
        proof = backup(target)
    print(f"{sum(table['rows'] for table in proof['tables'])} rows in {len(proof['tables'])} tables: {target}")
    return 0


def backup(target: Path) -> dict[str, Any]:
    from django.conf import settings
    from django.db import connection

    from alongside.foundation.audit.seals import seal
    from alongside.foundation.database import copies

    seal()  # so that what the copy holds of the audit is covered by a seal it holds too
    connection.ensure_connection()
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=".backup-") as scratch:
        dump = Path(scratch) / DATABASE
        tables = copies.copy_out(connection.connection, dump)
        proof = {
            "made_at": datetime.now(UTC).isoformat(timespec="seconds"),
            "migrations": _applied(),
            "tables": [asdict(table) for table in tables],
        }
        draft = Path(scratch) / "whole.tar"
        with tarfile.open(draft, "w") as archive:
            content = json.dumps(proof, indent=1).encode()
            about = tarfile.TarInfo(PROOF)
            about.size = len(content)
            archive.addfile(about, io.BytesIO(content))
            archive.add(dump, DATABASE)
            add_files(archive, settings.HOME)
        draft.chmod(0o600)
        os.link(draft, target)  # unlike a rename, never over a file that somebody has made meanwhile
    return proof


def add_files(archive: tarfile.TarFile, home: Path) -> None:
    """What is stored, and the seals. Not the copies of records: those are gone after a week, from backups too."""
    from alongside.desk.export.models import FOLDER

    def lasting(member: tarfile.TarInfo) -> tarfile.TarInfo | None:
        return None if member.name == f"files/{FOLDER}" else member

    for name in (*FOLDERS, SEALS):
        if (home / name).exists():
            archive.add(home / name, name, filter=lasting)


def _applied() -> list[str]:
    from django.db import connection
    from django.db.migrations.recorder import MigrationRecorder

    return sorted(f"{app}.{name}" for app, name in MigrationRecorder(connection).applied_migrations())
