"""From the loaded tables to profiles and packs."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from . import change, places, sets
from .models import Entry, Figure, NarrativeVersion, OwnMeasureSet, PeerGroup, Release, UsualBaseline
from .profile import Profile, Words
from .standing import Said, Standing
from .table import Table


class NothingToShow(Exception):
    """There are no figures for what was asked. The message is a sentence."""


@dataclass(frozen=True)
class Pack:
    """Profiles of one year, of one council or of a group."""

    title: str
    year: str
    baseline: str
    group: str
    profiles: tuple[Profile, ...]
    rules: change.Rules
    sources: tuple[Release, ...]
    # Councils of the group without a figure in the year.
    left_out: tuple[str, ...] = ()


def table() -> Table:
    """Every figure that was loaded, kept in memory until another file is."""
    return _table(tuple(Release.objects.order_by("pk").values_list("pk", flat=True)))


@lru_cache(maxsize=1)
def _table(releases: tuple[int, ...]) -> Table:
    return Table.of(Figure.objects.of_everybody().as_published())


def groups() -> list[places.Group]:
    """Those that come with the product, and the council's own in front of them."""
    own = PeerGroup.objects.in_use()
    names = {places.plain(one.name) for one in own}
    return [*own, *(one for one in places.built_in_groups() if places.plain(one.name) not in names)]


def pack(
    *, year: str, council: str = "", group: str = "", baseline: str = "", rules: change.Rules | None = None
) -> Pack:
    every, all_groups = table(), groups()
    _years_there(every, year)
    whose = places.find_group(group, all_groups) if group else None
    asked = {places.find_council(council, year).code} if whose is None else set(whose.members(year))
    there = asked & every.councils_in(year)
    if not there:
        raise NothingToShow(f"There are no figures of {council or group} for {year}.")
    if baseline and baseline >= year:
        raise NothingToShow(f"The baseline {baseline} must be before {year}.")
    own = UsualBaseline.objects.of(next(iter(asked)), year) if whose is None else ""
    since = baseline or own or usual_baseline(every, year, there)
    rules, measure_sets = rules or change.Rules(), all_sets()
    names = {code: places.council_of(code, year) for code in asked}
    profiles = tuple(
        _profile(every, one, year, since, all_groups, rules, measure_sets)
        for one in sorted((one for code, one in names.items() if one and code in there), key=lambda one: one.name)
    )
    title = (
        f"{whose.name}: council improvement profiles" if whose else f"{profiles[0].name}: council improvement profile"
    )
    return Pack(
        title,
        year,
        since,
        whose.name if whose else "",
        profiles,
        rules,
        tuple(Release.objects.newest_first()),
        tuple(sorted(one.name for code, one in names.items() if one and code not in there)),
    )


def profile(*, council: str, year: str, baseline: str = "", rules: change.Rules | None = None) -> Profile:
    return pack(council=council, year=year, baseline=baseline, rules=rules).profiles[0]


def all_sets() -> tuple[sets.MeasureSet, ...]:
    """Those that come with the product, and the council's own."""
    return (*sets.built_in(), *OwnMeasureSet.objects.in_use())


def _years_there(every: Table, year: str) -> None:
    known = every.years()
    if not known:
        raise NothingToShow("No official table is loaded yet: alongside benchmark load FILE.")
    if year not in known:
        raise NothingToShow(f"There are no figures for {year}. Loaded: {known[0]} to {known[-1]}.")


def usual_baseline(every: Table, year: str, councils: set[str]) -> str:
    """The latest year before with a figure of the same measures; nothing where there is none."""
    series = {key[0] for key in every.figures if key[1] == year and key[2] in councils}
    earlier = {key[1] for key in every.figures if key[1] < year and key[2] in councils and key[0] in series}
    return max(earlier, default="")


def _profile(
    every: Table,
    council: places.Council,
    year: str,
    baseline: str,
    all_groups: list[places.Group],
    rules: change.Rules,
    measure_sets: tuple[sets.MeasureSet, ...],
) -> Profile:
    peers = tuple(
        one
        for one in all_groups
        if one.kind == "peers" and council.code in one.members(year) and one.whose in ("", council.code)
    )
    said = tuple(
        Said(one.kind, one.words, one.on, one.source, one.measure, one.amount, one.before, one.unit, one.pk)
        for one in Entry.objects.of(council.code, year)
    )
    newest = NarrativeVersion.objects.of(council.code, year).first()
    own = (
        Words(
            newest.words,
            newest.number,
            newest.written_by.name,
            newest.written_at,
            tuple(f"{one.by.name}, {one.role}" for one in newest.sign_offs.all()),
        )
        if newest
        else None
    )
    return Profile(Standing(every, council, year, baseline, peers, rules, said, measure_sets), own)
