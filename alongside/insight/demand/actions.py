"""Loading a population projection."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from alongside.foundation.accounts.models import User

from .models import ProjectedPopulation, Projection
from .reading import ProjectionRead

AT_A_TIME = 5000


@transaction.atomic
def load(*, read: ProjectionRead, title: str, source: str, published_on: date, by: User | None,
         loaded_as: str = "") -> Projection:
    """All of the file or nothing. `loaded_as`: whose hand it was, where nobody is signed in."""
    made = Projection.objects.create(
        title=title,
        source=source,
        published_on=published_on,
        file_name=read.name[:200],
        loaded_by=by,
        loaded_as=loaded_as,
        totals_passed_over=read.totals_passed_over,
    )
    ProjectedPopulation.objects.bulk_create(
        (
            ProjectedPopulation(
                projection=made, area=cell.area, sex=cell.sex, first_age=cell.band.first, last_age=cell.band.last,
                year=cell.year, people=cell.people,
            )
            for cell in read.cells
        ),
        batch_size=AT_A_TIME,
    )
    return made
