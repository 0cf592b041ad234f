"""A pack as a file: JSON for programs, a web page that stands alone, tagged PDF with contents and page numbers."""

from __future__ import annotations

import json
from datetime import UTC, datetime, time
from functools import cache
from pathlib import Path
from typing import Any

import typst
from django.template.loader import render_to_string
from django.utils import timezone

from alongside.foundation.documents.typeset import FONTS

from . import challenges, choosing, places, ranking, words
from .chart import Row, svg
from .claim import Claim
from .claims import patterns
from .profile import Profile
from .selectors import Pack, all_sets
from .sets import MeasureSet

HERE = Path(__file__).resolve().parent
SPOKEN = {"pdf": "PDF", "html": "web page", "json": "open data"}


def write(pack: Pack, form: str) -> bytes:
    return {"json": as_json, "html": as_html, "pdf": as_pdf}[form](pack)


def rules_in_words(pack: Pack) -> list[str]:
    return [
        ranking.CUT_RULE,
        pack.rules.words,
        choosing.RULE,
        places.MADE_BY_US,
        "Averages are those published; none is worked out by us.",
    ]


def as_data(pack: Pack) -> dict[str, Any]:
    return {
        "title": pack.title,
        "year": pack.year,
        "baseline": pack.baseline or None,
        "group": pack.group or None,
        "councils": [one.name for one in pack.profiles],
        "left_out": list(pack.left_out),
        "rules": rules_in_words(pack),
        "sets": [
            {"name": one.name, "framework": one.framework or None, "codes": list(one.codes), "source": one.source}
            for one in sets_in(pack)
        ],
        "sources": [
            {"file": one.file_name, "digest": one.digest, "loaded": one.loaded_at.date().isoformat()}
            for one in pack.sources
        ],
        "claims": [claim.as_data() for profile in pack.profiles for claim in profile.claims],
    }


def as_json(pack: Pack) -> bytes:
    return (json.dumps(as_data(pack), ensure_ascii=False, indent=1) + "\n").encode()


def as_html(pack: Pack) -> bytes:
    return render_to_string(
        "benchmarking/pack.jinja",
        {
            "pack": pack,
            "rules": rules_in_words(pack),
            "svg": svg,
            "titles": {one.KEY: one.TITLE for one in patterns()},
            "sets": sets_in(pack),
            "target": target_in_page,
            "challenge_rule": challenges.RULE,
        },
    ).encode()


def sets_in(pack: Pack) -> list[MeasureSet]:
    """The sets of measures that any count in the pack is said of."""
    told = {claim.measure_set for profile in pack.profiles for claim in profile.claims if claim.measure_set}
    return [one for one in all_sets() if one.key in told]


def target_in_page(profile: Profile, claim: Claim) -> str:
    """Where in the file a claim's numbers are: its measure's row, its set, or the entries."""
    council = profile.standing.council.code
    if claim.series:
        return f"c{council}-{claim.series}"
    return f"set-{claim.measure_set}" if claim.measure_set else f"c{council}-entries"


def as_pdf(pack: Pack) -> bytes:
    paper = _compiler().compile(
        input=str(HERE / "pack.typ"),
        format="pdf",
        pdf_standards=["ua-1"],
        timestamp=int(datetime.combine(timezone.localdate(), time(12), UTC).timestamp()),
        sys_inputs={"pack": json.dumps(_for_paper(pack), ensure_ascii=False)},
    )
    assert isinstance(paper, bytes)
    return paper


@cache
def _compiler() -> typst.Compiler:
    return typst.Compiler(root=str(HERE), font_paths=[str(FONTS)], ignore_system_fonts=True)


def _for_paper(pack: Pack) -> dict[str, Any]:
    return {
        "title": pack.title,
        "year": pack.year,
        "baseline": pack.baseline,
        "rules": [*rules_in_words(pack), challenges.RULE],
        "sets": [_set(one) for one in sets_in(pack)],
        "sources": [f"{one.file_name}, loaded {one.loaded_at:%-d %B %Y}" for one in pack.sources],
        "left_out": list(pack.left_out),
        "profiles": [_profile(one) for one in pack.profiles],
    }


def _set(one: MeasureSet) -> dict[str, str]:
    codes = f"Codes of the framework of {one.framework}: {', '.join(one.codes)}. " if one.codes else ""
    return {"key": f"set-{one.key}", "name": one.name, "text": f"{codes}{one.source}."}


def _profile(profile: Profile) -> dict[str, Any]:
    at, chosen = profile.standing, profile.chosen
    own = profile.own_words
    return {
        "name": profile.name,
        "code": at.council.code,
        "region": at.region.name,
        "year": at.year,
        "baseline": at.baseline,
        "of": len(at.table.values(profile.rows[0].measure.series, at.year, at.region)) if profile.rows else 0,
        "directions": profile.directions,
        "sides": profile.sides,
        "middle_rank": profile.middle_rank,
        "good": [_claim(one, profile) for one in chosen.good],
        "behind": [_claim(one, profile) for one in chosen.behind],
        "challenges": [
            {
                "name": f"{one.measure.short} ({one.measure.code})",
                "value": one.value,
                "why": f"{words.sentence('; '.join(one.reasons))}.",
            }
            for one in profile.challenges
        ],
        "good_of": chosen.good_of,
        "behind_of": chosen.behind_of,
        "rows": [_row(one, profile) for one in profile.rows],
        "said": [one.text for one in profile.claims if one.pattern in SAID or one.entry],
        "counts": [_claim(one, profile) for one in profile.claims if isinstance(one.value, int)],
        "words": [
            {"text": "".join(text for text, _ in one.pieces), "heading": one.heading} for one in profile.paragraphs()
        ],
        "signed_off": list(own.signed_off) if own else [],
        "version": f"Version {own.version}, {own.by}, {own.at:%-d %B %Y}" if own else "",
    }


SAID = {
    "activity",
    "money",
    "recognition",
    "inspection",
    "need",
    "feedback",
    "provisional",
    "explanation",
    "programme",
    "target",
}


def _claim(one: Claim, profile: Profile) -> dict[str, str]:
    return {"text": one.text, "sure": one.sure, "target": target_in_page(profile, one)}


def _row(row: Row, profile: Profile) -> dict[str, str]:
    return {
        "target": f"c{profile.standing.council.code}-{row.measure.series}",
        "name": row.measure.short,
        "note": row.note,
        "svg": svg(row),
        "label": row.label,
        "value": row.value,
        "margin": row.margin,
        "rank": row.rank,
        "was": row.was_rank,
        "since": row.since,
        "england": row.england,
        "region": row.region,
    }
