"""What commands need before they can use the records: the database running, and Django set up in the right role."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from alongside.foundation import database

SETTINGS = "alongside.config.settings"
ROOT = Path(__file__).resolve().parents[3]


def home() -> Path:
    return Path(os.environ.get("ALONGSIDE_HOME", ROOT / "var")).resolve()


@contextmanager
def database_running() -> Iterator[database.Cluster | None]:
    """The embedded database, started if nobody has; a database set up by the council is not ours to start."""
    if not database.is_embedded():
        yield None
        return
    cluster = database.start(home())
    try:
        yield cluster
    finally:
        cluster.stop()


@contextmanager
def records(*, as_owner: bool = False) -> Iterator[None]:
    """Inside, models may be imported and used: as the web role, or as the owner to migrate, load and restore."""
    from django.apps import apps

    if as_owner and not apps.ready:
        if not database.owner_is_known():
            from alongside.config.cli import Refused

            raise Refused("This needs the owner of the database: set ALONGSIDE_OWNER_DATABASE_URL.")
        os.environ["ALONGSIDE_AS_OWNER"] = "1"
    with database_running():
        set_up_django()
        try:
            yield
        finally:
            from django.db import connections

            connections.close_all()


def set_up_django() -> None:
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    django.setup()
