"""What `serve` does before it serves: tables up to date, static files in place, the demo council on a first run.

A process of its own, because it may act as the owner of the database and the web must not.
"""

import hashlib
import sys
from pathlib import Path

from alongside.config.cli import commands, main
from alongside.config.cli.migrate import migrate, pending
from alongside.config.cli.running import set_up_django
from alongside.foundation import database


def prepare() -> int:
    set_up_django()
    from django.conf import settings

    if waiting := pending():
        if not database.owner_is_known():
            print(
                f"The database is not up to date ({len(waiting)} migrations pending, first {waiting[0]}): "
                "set ALONGSIDE_OWNER_DATABASE_URL or run `alongside migrate`.",
                file=sys.stderr,
            )
            return 2
        print("Preparing the database…", flush=True)
        migrate(quiet=True)
    collect_static()
    if settings.DEMO and "demo" in commands() and not _has_records():
        print("Loading the demo council…", flush=True)
        return main(["demo"])
    return 0


def _has_records() -> bool:
    from alongside.foundation.subjects.models import Subject

    return Subject.objects.exists()


def collect_static() -> None:
    """Copy the pages' styles and scripts to the data folder, unless they are the ones already there."""
    from django.conf import settings
    from django.contrib.staticfiles.finders import get_finders
    from django.core.management import call_command

    stamp = Path(settings.STATIC_ROOT) / ".stamp"
    state = hashlib.sha256(settings.STORAGES["staticfiles"]["BACKEND"].encode())
    for finder in get_finders():
        for name, storage in finder.list([]):
            found = Path(storage.path(name)).stat()
            state.update(f"{name} {found.st_size} {found.st_mtime_ns}\n".encode())
    if stamp.exists() and stamp.read_text() == state.hexdigest():
        return
    call_command("collectstatic", interactive=False, verbosity=0, clear=True)
    stamp.parent.mkdir(parents=True, exist_ok=True)
    stamp.write_text(state.hexdigest())


if __name__ == "__main__":
    sys.exit(prepare())
