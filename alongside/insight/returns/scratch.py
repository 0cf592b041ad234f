"""A place for half-made files with everybody in them: the service's own, closed to others, and swept.

A worker that is killed clears nothing away; whatever is older than a day is nobody's any more.
"""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from django.conf import settings

FOLDER = "insight"
DAY = 86_400
LEFT_BEHIND = ("scratch/*", ".taking-*", ".reading-*")


@contextmanager
def scratch() -> Iterator[Path]:
    place = Path(settings.HOME) / FOLDER / "scratch"
    place.mkdir(mode=0o700, parents=True, exist_ok=True)
    sweep()
    with TemporaryDirectory(dir=place) as folder:
        yield Path(folder)


def sweep() -> int:
    """How many half-made files were left behind by work that was killed."""
    home, swept = Path(settings.HOME) / FOLDER, 0
    for pattern in LEFT_BEHIND:
        for one in home.glob(pattern):
            if time.time() - one.stat().st_mtime > DAY:
                shutil.rmtree(one, ignore_errors=True)
                swept += 1
    return swept
