"""Everything out, in open formats: one CSV file a table, described by a Data Package, and the stored documents."""

import argparse
import json
import shutil
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from alongside.config.cli import Refused
from alongside.config.cli.running import records

if TYPE_CHECKING:
    from django.db.models import Field, Model

NAME = "export"
HELP = "everything out, in open formats"

DESCRIPTION = "datapackage.json"
# Not records of care or of who did what, but the workings and the secrets of this installation.
LEFT_OUT = {"sessions", "procrastinate", "contenttypes", "mfa", "account", "socialaccount"}
KINDS = {
    "AutoField": "integer",
    "BigAutoField": "integer",
    "IntegerField": "integer",
    "BigIntegerField": "integer",
    "SmallIntegerField": "integer",
    "PositiveIntegerField": "integer",
    "PositiveSmallIntegerField": "integer",
    "PositiveBigIntegerField": "integer",
    "DecimalField": "number",
    "FloatField": "number",
    "BooleanField": "boolean",
    "DateField": "date",
    "DateTimeField": "datetime",
    "TimeField": "time",
    "JSONField": "object",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", metavar="FOLDER", type=Path, help="where to write (must not exist yet, or be empty)")
    parser.add_argument("--all", action="store_true", required=True, help="every record of everybody")


def run(args: argparse.Namespace) -> int:
    target: Path = args.folder.absolute()
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise Refused(f"{args.folder} exists already and is not an empty folder: name a new one.")
    if not target.parent.is_dir():
        raise Refused(f"{target.parent} is not a folder.")
    with records(as_owner=True):  # the web role is shown only what its user may see
        tables = export(target)
    print(f"{sum(table['rows'] for table in tables)} rows in {len(tables)} tables: {target}")
    return 0


def export(target: Path) -> list[dict[str, Any]]:
    from django.conf import settings
    from django.db import connection, transaction

    draft = Path(tempfile.mkdtemp(dir=target.parent, prefix=".export-"))
    try:
        with transaction.atomic():
            _write_down_the_look()
        with transaction.atomic(), connection.cursor() as cursor:
            # One moment for every table, so that each row a table names is in the other.
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            cursor.execute("SET LOCAL timezone TO 'UTC'; SET LOCAL datestyle TO 'ISO'")
            tables = [_export_table(model, draft, cursor) for model in exported_models()]
        (draft / DESCRIPTION).write_text(json.dumps(_package(tables), indent=1, ensure_ascii=False), encoding="utf-8")
        if (settings.HOME / "files").is_dir():
            copy_files(settings.HOME / "files", draft / "files")
        if target.exists():
            target.rmdir()
        draft.rename(target)
    except BaseException:
        shutil.rmtree(draft, ignore_errors=True)
        raise
    return tables


def _write_down_the_look() -> None:
    from alongside.foundation.audit.context import acting
    from alongside.foundation.audit.models import Look

    with acting(why="export of everything, from the command line"):
        Look.objects.create(subject=None, what="everything", detail="alongside export --all")


def exported_models() -> "list[type[Model]]":
    from django.apps import apps

    models = apps.get_models(include_auto_created=True)
    kept = [model for model in models if model._meta.managed and model._meta.app_label not in LEFT_OUT]
    return sorted(kept, key=lambda model: model._meta.db_table)


def _fields(model: "type[Model]") -> "list[Field[Any, Any]]":
    from alongside.foundation.audit.install import KEPT_OUT

    secret = KEPT_OUT.get(model._meta.db_table, [])
    return [field for field in model._meta.concrete_fields if field.column not in secret]


def _export_table(model: "type[Model]", folder: Path, cursor: Any) -> dict[str, Any]:
    from psycopg import sql

    table = model._meta.db_table
    fields = _fields(model)
    columns = sql.SQL(", ").join(_column(field) for field in fields)
    query = sql.SQL("COPY (SELECT {} FROM {} ORDER BY {}) TO STDOUT (FORMAT csv, HEADER, ENCODING 'UTF8')").format(
        columns, sql.Identifier(table), sql.Identifier(model._meta.pk.column)
    )
    with (folder / f"{table}.csv").open("wb") as file, cursor.copy(query) as copy:
        for block in copy:
            file.write(block)
    rows = cursor.rowcount
    links = [field for field in fields if field.remote_field]
    linked = [field for field in links if field.remote_field.model._meta.app_label not in LEFT_OUT]
    return {
        "name": table.replace("_", "-"),
        "path": f"{table}.csv",
        "title": str(model._meta.verbose_name_plural),
        "description": " ".join((model.__doc__ or "").split()),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "rows": rows,
        "schema": {
            "fields": [
                {"name": field.column, "title": str(field.verbose_name), "type": _kind(field)} for field in fields
            ],
            "primaryKey": [model._meta.pk.column],
            "foreignKeys": [
                {
                    "fields": [field.column],
                    "reference": {
                        "resource": field.remote_field.model._meta.db_table.replace("_", "-"),
                        "fields": [field.target_field.column],
                    },
                }
                for field in linked
            ],
        },
    }


def copy_files(stored: Path, to: Path) -> None:
    """Every stored document. Not the copies of records, which are kept for a week alone."""
    from alongside.desk.export.models import FOLDER

    shutil.copytree(stored, to, ignore=lambda folder, names: {FOLDER} if Path(folder) == stored else set())


def _column(field: "Field[Any, Any]") -> Any:
    """Words as a spreadsheet may open them; everything else as it is."""
    from psycopg import sql

    from alongside.rules.spreadsheet import STARTS

    column = sql.Identifier(field.column)
    if _kind(field) != "string":
        return column
    words = "CASE WHEN {c} ~ {starts} THEN {sign} || {c} ELSE {c} END AS {c}"
    return sql.SQL(words).format(c=column, starts=sql.Literal(f"^{STARTS}"), sign=sql.Literal("'"))


def _kind(field: "Field[Any, Any]") -> str:
    while field.remote_field:
        field = field.target_field  # type: ignore[attr-defined]
    return KINDS.get(field.get_internal_type(), "string")


def _package(tables: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "profile": "tabular-data-package",
        "name": "alongside",
        "title": "Every record of this installation of Alongside",
        "description": "Words that a spreadsheet would take for a formula have an apostrophe before them. To have them "
        "as they were, take one apostrophe from the start of each string that matches ^'+[-=+@\\t\\r\\n＝＋－＠].",
        "created": datetime.now(UTC).isoformat(timespec="seconds"),
        "resources": tables,
    }
