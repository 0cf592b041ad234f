"""Assessment, eligibility, plan and reviews: the statutory part of a history."""

from __future__ import annotations

from datetime import date, timedelta

from .front_door import Talk
from .life import Life
from .staff import Worker


def assessment_begun(life: Life, talk: Talk, worker: Worker, *, urgent: bool = False) -> int:
    """An assessment that is promised by a day and not signed yet; some are late."""
    promised = talk.day + timedelta(days=7 if urgent else 28)
    started = min(talk.day + timedelta(days=life.draw.randrange(2, 9)), life.last_day)
    pk = life.add("assessments.Assessment", kind="needs", depth=life.draw.choice(("full", "full", "short")), asked_for_on=talk.day,
                  urgent=urgent, promised_by=promised, offer_id=talk.offer, started_at=life.moment(started), started_by_id=worker.id,
                  assessor_id=worker.id, team_id=worker.team_id)
    life.task("assessment_to_write", f"Assessment, promised by {promised.day} {promised:%B}", life.moment(started), due=promised, owner=worker,
              by=worker, verb="Go on", source=f"assessments.assessment:{pk}", url=life.url("assessments:write", pk))
    return pk


def to_support(life: Life, talk: Talk, worker: Worker, last: date, *, gone: bool) -> None:
    """From the assessment to a plan and its reviews."""


def carers_begun(life: Life, talk: Talk, worker: Worker) -> int:
    promised = talk.day + timedelta(days=28)
    started = min(talk.day + timedelta(days=5), life.last_day)
    pk = life.add("carers.CarersAssessment", cared_for_name=life.relative, asked_for_on=talk.day, promised_by=promised, offer_id=talk.offer,
                  organisation_id=life.world.staff.carers_centre, team_id=worker.team_id, assessor_id=worker.id,
                  started_at=life.moment(started), started_by_id=worker.id)
    life.task("carers_assessment_to_write", f"Carer’s assessment, promised by {promised.day} {promised:%B}", life.moment(started), due=promised,
              owner=worker, by=worker, verb="Go on", source=f"carers.carersassessment:{pk}", url=life.url("carers:write", pk))
    return pk


def carers_support(life: Life, talk: Talk, worker: Worker, last: date) -> None:
    """From the carer's assessment to support of their own."""
