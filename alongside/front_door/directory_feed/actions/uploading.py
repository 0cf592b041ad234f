"""A file that a colleague brings, a spreadsheet or a feed's: kept until it has been read, and no longer."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone

from alongside.foundation.accounts.models import User
from alongside.foundation.audit.context import acting

from ..models import Import
from ..reading import pages
from . import bringing, importing

FOLDER = "directory_imports"
ABANDONED = timedelta(days=2)


@transaction.atomic
def upload(*, file: Any, by: User) -> Import:
    """Kept to be looked at; nothing is read in yet."""
    name = Path(str(file.name)).name.replace("\0", "")[-150:] or "list.csv"
    kept = default_storage.save(f"{FOLDER}/{timezone.now():%Y%m%d%H%M%S}{Path(name).suffix.lower()[:8]}", file)
    kind = Import.Kind.FEED if Path(name).suffix.lower() in pages.ENDINGS else Import.Kind.SHEET
    return importing.prepare(kind=kind, origin=Path(name).stem, source=name, by=by, file=kept)


@contextmanager
def at_hand(of: Import) -> Iterator[Path]:
    """The file by a path, wherever the store keeps it."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"list{Path(of.file).suffix}"
        with default_storage.open(of.file) as kept:
            path.write_bytes(kept.read())
        yield path


def begin(*, of: Import) -> bool:
    """By a background job; the page shows how far it is."""
    from ..tasks import read_upload

    with transaction.atomic():
        begun = importing.begin(of=of)
        if begun:
            read_upload.defer(import_id=of.pk)
    return begun


def read(*, import_id: int) -> None:
    of = Import.objects.select_related("by").filter(pk=import_id).first()
    if of is None or not of.file:
        return
    with acting(user=of.by, why=f"Importing {of.source} into the directory"):
        try:
            with at_hand(of) as path:
                (bringing.read_feed if of.is_feed else bringing.read_sheet)(of=of, file=path)
        except FileNotFoundError:
            importing.fail(of=of, why=f"{of.source} is not there any more.")
        except Exception as problem:
            importing.fail(of=of, why=f"It stopped: {type(problem).__name__}. What was kept until then is kept.")
            raise
        finally:
            _forget_file(of)


@transaction.atomic
def give_up(*, of: Import) -> None:
    """Looked at, and not begun."""
    if of.begun_at is None:
        _forget_file(of)
        of.delete()


def _forget_file(of: Import) -> None:
    if of.file:
        # Not before it is certain: if this is undone, the list is still there to be read.
        transaction.on_commit(partial(default_storage.delete, of.file))
        Import.objects.filter(pk=of.pk).update(file="")


def forget_abandoned(*, now: datetime | None = None) -> int:
    """Files that somebody brought and left."""
    old = list(Import.objects.filter(begun_at=None, asked_at__lt=(now or timezone.now()) - ABANDONED))
    for one in old:
        give_up(of=one)
    return len(old)
