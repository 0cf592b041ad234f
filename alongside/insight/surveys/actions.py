"""Loading a survey's results, and drawing a sample."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.db import transaction

from alongside.foundation.accounts.models import User
from alongside.foundation.audit.context import acting

from .checking import summed_up
from .models import LeftOutPerson, LoadedSurvey, Sample, SampledPerson
from .sampling.drawing import draw, suggested
from .sampling.frame import frame
from .shapes import SurveyResults

WHY = "survey sample"


@transaction.atomic
def load(*, results: SurveyResults, file_name: str, by: User) -> LoadedSurvey:
    """Keep the figures, and how often what was wrong: no row of the file. Loading a year again makes a new entry: the
    figures that were shown before stay."""
    data = results.as_data()
    return LoadedSurvey.objects.create(
        year=results.year,
        kind=results.survey.key,
        file_name=file_name[:200],
        loaded_by=by,
        rows=results.rows,
        results=data["measures"],
        strata=data["strata"],
        faults=summed_up(results.faults),
        fault_count=len(results.faults),
        not_in_file=data["not_in_file"],
    )


def suggested_sizes(on: date, *, by: User) -> dict[int, tuple[int, int]]:
    """How many to ask in each stratum, by everybody there is that day; and of how many who can be written to."""
    with acting(user=by, why=WHY):
        there = frame(on)
    return {number: (asked, there.sizes[number]) for number, asked in suggested(there).items()}


@transaction.atomic
def draw_sample(*, year: str, on: date, sizes: Mapping[int, int], seed: int, by: User) -> Sample:
    """Draw, and keep who was drawn and who was left out: the letters and the analysis come from this.

    Drawn from every record, so that it is the same whoever draws; a page shows of it what its reader may open.
    """
    with acting(user=by, why=WHY):
        there = frame(on)
        drawn = draw(there, sizes, seed)
        populations = {str(number): size for number, size in there.populations.items()}
        sample = Sample.objects.create(year=year, on=on, seed=seed, drawn_by=by, populations=populations)
        SampledPerson.objects.bulk_create(
            SampledPerson(
                subject_id=one.subject_id, sample=sample, serial=serial, stratum=one.stratum, facts=one.facts
            )
            for serial, one in drawn
        )
        LeftOutPerson.objects.bulk_create(
            LeftOutPerson(subject_id=subject_id, sample=sample, reason=reason)
            for subject_id, reason in there.left_out
        )
    return sample
