"""A pack of profiles made behind the pages, council by council, and kept as files."""

from __future__ import annotations

import shutil
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from alongside.foundation.accounts.models import User
from alongside.foundation.audit.context import acting

from . import change, pack, places, selectors
from .models import FORMS, KeptPack
from .tasks import make_in_the_background

# Before the councils one by one, and after them each form of file.
READING = 1


@transaction.atomic
def ask_for_pack(*, group: str, year: str, by: User, baseline: str = "", tolerance: str = "") -> KeptPack:
    """Put it to the worker. The same one under way is the answer to whoever asks again."""
    asked = {"group": group, "year": year, "baseline": baseline, "tolerance": tolerance}
    under_way = KeptPack.objects.under_way().filter(**asked).first()
    if under_way:
        return under_way
    members = len(places.find_group(group, selectors.groups()).members(year))
    made = KeptPack.objects.create(**asked, asked_by=by, of=READING + members + len(FORMS), step="Waiting for its turn")
    make_in_the_background.defer(pack_id=made.pk)
    return made


def carry_out(pack_id: int) -> None:
    """Make one. What a killed worker left is begun again; what came to an end is left alone."""
    kept = KeptPack.objects.select_related("asked_by").get(pk=pack_id)
    if not kept.is_under_way:
        return
    with acting(user=kept.asked_by, why="pack of profiles"):
        try:
            _carry_out(kept)
        except Exception as problem:
            known = isinstance(problem, selectors.NothingToShow | places.NoSuchPlace | change.BadTolerance)
            why = str(problem) if known else "The pack could not be made. Please ask for it again."
            _end(kept, failure=why[:300])
            shutil.rmtree(kept.folder, ignore_errors=True)
            if not known:
                raise


def _carry_out(kept: KeptPack) -> None:
    shutil.rmtree(kept.folder, ignore_errors=True)
    kept.folder.mkdir(parents=True, mode=0o700)
    kept.done = 0
    _say(kept, "Reading the official figures")
    made = selectors.pack(
        group=kept.group,
        year=kept.year,
        baseline=kept.baseline,
        rules=change.Rules.of(kept.tolerance) if kept.tolerance else None,
    )
    kept.of, kept.councils = READING + len(made.profiles) + len(FORMS), len(made.profiles)
    for one in made.profiles:
        _say(kept, f"Working out {one.name}", of=kept.of)
        _ = one.claims, one.rows  # kept with the profile, for every form of file
    for form in FORMS:
        _say(kept, f"Writing the {pack.SPOKEN[form]}")
        _write(kept.file(form), pack.write(made, form))
    _end(kept)


def _write(target: Path, content: bytes) -> None:
    """Wholly there or not at all."""
    draft = target.with_suffix(".part")
    draft.write_bytes(content)
    draft.replace(target)


def _say(kept: KeptPack, step: str, **also: int) -> None:
    KeptPack.objects.filter(pk=kept.pk).update(step=step, done=kept.done, **also)
    kept.done += 1


def _end(kept: KeptPack, failure: str = "") -> None:
    KeptPack.objects.filter(pk=kept.pk).update(
        finished_at=timezone.now(), failure=failure, step="", done=kept.of, councils=kept.councils
    )
    kept.refresh_from_db()


@transaction.atomic
def throw_away(*, kept: KeptPack, by: User) -> None:
    """The files and the row go; the audit keeps that there was one, and who threw it away."""
    with acting(user=by, why="pack thrown away"):
        folder = kept.folder
        kept.delete()
        transaction.on_commit(lambda: shutil.rmtree(folder, ignore_errors=True))
