"""Assessment, eligibility, plan and reviews: the statutory part of a history, with the rules' own decisions."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from alongside.care_management.assessments import facts as adult_facts
from alongside.care_management.carers import facts as carer_facts
from alongside.care_management.eligibility import provisions

from . import supports
from .assessing import carers_assessment, needs_assessment
from .deciding import decided
from .front_door import Talk
from .life import Life
from .planning import to_plan
from .staff import Worker


def assessment_begun(life: Life, talk: Talk, worker: Worker) -> None:
    """An assessment that is promised by a day and not signed yet; some are late."""
    promised = talk.day + timedelta(days=28)
    started = min(talk.day + timedelta(days=life.draw.randrange(2, 9)), life.last_day)
    pk = life.add(
        "assessments.Assessment",
        kind="needs",
        depth=life.draw.choice(("full", "short")),
        asked_for_on=talk.day,
        promised_by=promised,
        offer_id=talk.offer,
        started_at=life.moment(started),
        started_by_id=worker.id,
        assessor_id=worker.id,
        team_id=worker.team_id,
    )
    life.event(
        "assessments.started",
        "Needs assessment asked for",
        life.moment(started),
        worker,
        source=f"assessments.assessment:{pk}",
    )
    life.task(
        "assessment",
        "Write the needs assessment",
        life.moment(started),
        due=promised,
        owner=worker,
        by=worker,
        verb="Go on",
        why=f"Promised by {promised.day} {promised:%B}",
        source=f"assessments.assessment:{pk}",
        url=life.url("assessments:write", pk),
    )


def to_support(life: Life, talk: Talk, worker: Worker, last: date, *, gone: str) -> None:
    """From the assessment to a plan and its reviews, as far as the days go; `gone` says why it all ended, if it did."""
    draw = life.draw
    supports.reablement(life, talk.day, worker, reasons=supports.GOES_ON)
    signed = talk.day + timedelta(days=draw.choices((draw.randrange(8, 28), draw.randrange(28, 60)), (82, 18))[0])
    if signed >= last:
        if not gone:
            assessment_begun(life, talk, worker)
        return
    eligible = draw.random() < 0.84 or life.settled
    assessment, answers, response = needs_assessment(life, talk, worker, signed, eligible=eligible)
    decided_on = min(signed + timedelta(days=draw.randrange(0, 8)), last)
    facts = adult_facts.adult(answers)
    needs_day = min(decided_on + timedelta(days=draw.randrange(0, 7)), last)
    determination = _determination(
        life, "eligibility.adult", facts, decided_on, needs_day, worker, response, assessment_id=assessment
    )
    if not eligible:
        life.note(
            "case_note",
            f"Wrote to {life.words['name']} with the decision, its reasons and what can help without us.",
            life.moment(decided_on),
            worker,
        )
        return
    needs = [key for key, ways in facts["outcomes"].items() if isinstance(ways, list) and ways]
    _needs(life, determination, needs, worker, needs_day, of_a_carer=False)
    to_plan(
        life,
        determination,
        needs,
        worker,
        needs_day + timedelta(days=draw.randrange(4, 24)),
        last,
        gone=gone,
        kind="care_and_support",
    )


def carers_begun(life: Life, talk: Talk, worker: Worker) -> None:
    promised = talk.day + timedelta(days=28)
    started = min(talk.day + timedelta(days=5), life.last_day)
    pk = life.add(
        "carers.CarersAssessment",
        cared_for_name=life.relative,
        asked_for_on=talk.day,
        promised_by=promised,
        offer_id=talk.offer,
        organisation_id=life.world.staff.carers_centre,
        team_id=worker.team_id,
        assessor_id=worker.id,
        started_at=life.moment(started),
        started_by_id=worker.id,
    )
    life.event(
        "carers.started",
        "Carer’s assessment asked for",
        life.moment(started),
        worker,
        source=f"carers.carersassessment:{pk}",
    )
    life.task(
        "carers_assessment",
        "Write the carer’s assessment",
        life.moment(started),
        due=promised,
        owner=worker,
        by=worker,
        verb="Go on",
        why=f"Promised by {promised.day} {promised:%B}",
        source=f"carers.carersassessment:{pk}",
        url=life.url("carers:write", pk),
    )


def carers_support(life: Life, talk: Talk, worker: Worker, last: date, *, gone: str) -> None:
    """From the carer's assessment, written at the Carers Centre, to the council's decision and support of their own."""
    draw = life.draw
    signed = talk.day + timedelta(days=draw.randrange(7, 40))
    if signed >= last:
        if not gone:
            carers_begun(life, talk, worker)
        return
    eligible = draw.random() < 0.8
    pk, answers, response = carers_assessment(life, talk, worker, signed, eligible=eligible)
    decider = life.by_lot(life.world.staff.locality(draw))
    decided_on = min(signed + timedelta(days=draw.randrange(1, 9)), last)
    facts = carer_facts.carer(answers)
    needs_day = min(decided_on + timedelta(days=draw.randrange(0, 5)), last)
    determination = _determination(
        life, "eligibility.carer", facts, decided_on, needs_day, decider, response, carers_assessment_id=pk
    )
    if not eligible:
        return
    needs = [key for key, ways in facts["outcomes"].items() if isinstance(ways, list) and ways]
    _needs(life, determination, needs, decider, needs_day, of_a_carer=True)
    to_plan(
        life,
        determination,
        needs,
        decider,
        needs_day + timedelta(days=draw.randrange(3, 15)),
        last,
        gone=gone,
        kind="carers_support",
    )


# --- decisions ------------------------------------------------------------------------------------------------------


def _determination(
    life: Life, rule: str, facts: Mapping[str, Any], day: date, needs_day: date, by: Worker, response: int, **of: int
) -> int:
    at = life.moment(day)
    tables = life.world.tables
    pk = tables["eligibility.Determination"].next_id
    source = f"eligibility.determination:{pk}"
    said, decision = decided(life, rule, facts, day, by, at, source=source)
    eligible = said.outcome == "eligible"
    life.add(
        "eligibility.Determination",
        decision_id=decision,
        response_id=response,
        reasons=" ".join(said.because[:2]),
        advice="" if eligible else life.say(life.draw.choice(life.world.lives["information"])),
        **({"residence": "here", "needs_decided_on": needs_day, "needs_decided_by_id": by.id} if eligible else {}),
        **of,
    )
    carer = rule.endswith("carer")
    words = (
        ("Eligible for support as a carer" if carer else "Eligible for care and support")
        if eligible
        else "Not eligible; advice given"
    )
    life.event(
        "eligibility.decided",
        words,
        at,
        by,
        detail=said.because[0] if said.because else "",
        source=source,
        url=life.url("eligibility:read", pk),
    )
    return pk


def _needs(life: Life, determination: int, needs: list[str], by: Worker, day: date, *, of_a_carer: bool) -> None:
    met = 0
    for place, need in enumerate(needs):
        answer = "duty" if place < 2 or life.draw.random() < 0.6 else "met_otherwise" if of_a_carer else "met_by_carer"
        met += answer == "duty"
        reasons = (
            "The need is eligible and nobody else meets it."
            if answer == "duty"
            else f"{life.relative or 'Family'} is willing and able to go on doing this."
        )
        life.add(
            "eligibility.NeedDecision",
            determination_id=determination,
            outcome=need,
            answer=answer,
            reasons=reasons,
            law=provisions.law_of(answer, of_a_carer=of_a_carer),
        )
    life.event(
        "eligibility.needs_decided",
        "Decided which needs the council will meet",
        life.moment(day),
        by,
        detail=f"{met} of {len(needs)}",
        source=f"eligibility.determination:{determination}",
        url=life.url("eligibility:read", determination),
    )
