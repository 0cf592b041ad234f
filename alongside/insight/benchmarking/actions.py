"""Loading tables, keeping groups, entries and words, and signing off."""

from __future__ import annotations

import hashlib
from datetime import date
from decimal import Decimal
from pathlib import Path

from django.db import IntegrityError, transaction
from django.utils import timezone

from alongside.foundation.accounts.models import User

from . import neighbours, recompute
from .models import (
    Entry,
    Figure,
    NarrativeVersion,
    OwnMeasureSet,
    PeerGroup,
    PublishedIndicator,
    Release,
    SignOff,
    UsualBaseline,
)
from .official.published import Published
from .official.reading import read_file

BATCH = 2000
DIFFERING_KEPT = 100


class AlreadyLoaded(Exception):
    """The very same file is there: nothing to do. The message is a sentence."""

    def __init__(self, release: Release) -> None:
        self.release = release
        super().__init__(f"{release.file_name} was loaded on {release.loaded_at:%-d %B %Y}, and this is the same file.")


class CannotSign(Exception):
    """These words may not be signed off now. The message is a sentence."""


class ChangedMeanwhile(Exception):
    """Somebody else wrote a newer version."""


@transaction.atomic
def load(*, file: Path, year: str = "", by: User | None = None, loaded_as: str = "", name: str = "") -> Release:
    """All of the file or nothing. An outcome that does not follow from its own counts is kept and pointed at."""
    table = read_file(file, year=year)
    with file.open("rb") as content:
        digest = hashlib.file_digest(content, "sha256").hexdigest()
    if before := Release.objects.of(digest):
        raise AlreadyLoaded(before)
    counts, differing = recompute.summary(table.figures)
    release = Release.objects.create(
        file_name=(name or file.name)[:200],
        digest=digest,
        layout=table.layout,
        loaded_by=by,
        loaded_as=loaded_as,
        checked=dict(counts),
        differing=[*table.notes, *(_told(one) for one in differing)][:DIFFERING_KEPT],
    )
    Figure.objects.bulk_create([Figure.from_published(one, release) for one in table.figures], batch_size=BATCH)
    return release


def _told(one: Published) -> str:
    return (
        f"{one.place}: {one.name}, {one.code} for {one.year}: {one.outcome:f} does not follow from "
        f"{one.numerator:f} of {one.denominator:f}"
    )


@transaction.atomic
def keep_groups(
    *, text: str, source: str, by: User | None = None, name: str = "", whose: str = "", as_of: date | None = None
) -> list[PeerGroup]:
    """Groups from a list. One of the same name is replaced for what comes, and kept for what was."""
    return [
        PeerGroup.objects.create(
            name=one.name,
            membership=one.membership,
            source=one.source or source,
            whose=one.whose,
            as_of=as_of,
            made_by=by,
        )
        for one in neighbours.read(text, name=name, whose=whose)
    ]


@transaction.atomic
def keep_set(*, name: str, framework: str, codes: tuple[str, ...], source: str, by: User) -> OwnMeasureSet:
    return OwnMeasureSet.objects.create(name=name, framework=framework, codes=list(codes), source=source, made_by=by)


@transaction.atomic
def keep_baseline(*, council: str, since: str, by: User) -> UsualBaseline:
    """From which year this council counts; nothing: the latest year before."""
    return UsualBaseline.objects.create(council=council, since=since, made_by=by)


@transaction.atomic
def publish_indicator(
    *, title: str, value: str, on: date, source: str, by: User, words: str = "", period: str = ""
) -> PublishedIndicator:
    """Before the public from now on, with its source and its day."""
    made = PublishedIndicator(
        title=title, value=value, on=on, source=source, words=words, period=period, published_by=by
    )
    made.full_clean()
    made.save()
    return made


@transaction.atomic
def withdraw_indicator(*, indicator: PublishedIndicator, by: User) -> None:
    """The public sees it no longer; that it did stays on the record."""
    if indicator.withdrawn_at is None:
        indicator.withdrawn_at, indicator.withdrawn_by = timezone.now(), by
        indicator.save(update_fields=["withdrawn_at", "withdrawn_by"])


@transaction.atomic
def add_entry(
    *,
    council: str,
    year: str,
    kind: str,
    words: str,
    on: date,
    source: str,
    by: User,
    measure: str = "",
    amount: Decimal | None = None,
    before: Decimal | None = None,
    unit: str = "",
) -> Entry:
    entry = Entry(
        council=council,
        year=year,
        kind=kind,
        words=words,
        on=on,
        source=source,
        made_by=by,
        measure=measure,
        amount=amount,
        before=before,
        unit=unit,
    )
    entry.full_clean()
    entry.save()
    return entry


@transaction.atomic
def withdraw_entry(*, entry: Entry, by: User) -> None:
    """It stands no longer; that it stood stays on the record."""
    if entry.withdrawn_at is None:
        entry.withdrawn_at, entry.withdrawn_by = timezone.now(), by
        entry.save(update_fields=["withdrawn_at", "withdrawn_by"])


@transaction.atomic
def write_narrative(*, council: str, year: str, words: str, by: User, seen: int, note: str = "") -> NarrativeVersion:
    """A new version over the one the writer saw (0: none)."""
    newest = NarrativeVersion.objects.select_for_update().filter(council=council, year=year).order_by("-number").first()
    if (newest.number if newest else 0) != seen:
        raise ChangedMeanwhile(f"{newest.written_by} wrote version {newest.number} meanwhile." if newest else "")
    try:
        with transaction.atomic():
            return NarrativeVersion.objects.create(
                council=council, year=year, number=seen + 1, words=words, note=note, written_by=by
            )
    except IntegrityError:  # two first versions at once: there was no row to wait for
        raise ChangedMeanwhile("Somebody else wrote a version meanwhile.") from None


@transaction.atomic
def sign_off(*, version: NarrativeVersion, by: User, role: str) -> SignOff:
    """The newest version only: nobody answers for words that were replaced."""
    newest = (
        NarrativeVersion.objects.select_for_update()
        .filter(council=version.council, year=version.year)
        .order_by("-number")
        .first()
    )
    if newest is None or newest.pk != version.pk:
        raise CannotSign("These words were changed meanwhile. Read the newest version before you sign it off.")
    if version.sign_offs.filter(by=by).exists():
        raise CannotSign("You have signed this version off already.")
    return SignOff.objects.create(version=version, by=by, role=role)
