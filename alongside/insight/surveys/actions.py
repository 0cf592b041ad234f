"""Loading a survey's results, and drawing a sample."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.db import transaction

from alongside.foundation.accounts.models import User

from .models import LeftOutPerson, LoadedSurvey, Sample, SampledPerson
from .results import SurveyResults
from .sampling.drawing import draw
from .sampling.frame import frame

# How many faults are kept one by one; all are counted.
KEPT = 500


@transaction.atomic
def load(*, results: SurveyResults, file_name: str, by: User) -> LoadedSurvey:
    """Keep the figures. Loading a year again makes a new entry: the figures that were shown before stay."""
    data = results.as_data()
    return LoadedSurvey.objects.create(
        year=results.year,
        kind=results.survey.key,
        file_name=file_name[:200],
        loaded_by=by,
        rows=results.rows,
        results=data["measures"],
        strata=data["strata"],
        faults=data["faults"][:KEPT],
        fault_count=len(results.faults),
        not_in_file=data["not_in_file"],
    )


@transaction.atomic
def draw_sample(*, year: str, on: date, sizes: Mapping[int, int], seed: int, by: User) -> Sample:
    """Draw, and keep who was drawn and who was left out: the letters and the analysis come from this."""
    there = frame(on)
    drawn = draw(there, sizes, seed)
    sample = Sample.objects.create(
        year=year, on=on, seed=seed, drawn_by=by, populations={str(n): size for n, size in there.sizes.items()}
    )
    SampledPerson.objects.bulk_create(
        SampledPerson(subject_id=one.subject_id, sample=sample, serial=serial, stratum=one.stratum, facts=one.facts)
        for serial, one in drawn
    )
    LeftOutPerson.objects.bulk_create(
        LeftOutPerson(subject_id=subject_id, sample=sample, reason=reason) for subject_id, reason in there.left_out
    )
    return sample
