"""Warnings for staff, risks taken knowingly, what happens when support fails, and safeguarding concerns."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from .life import Life
from .staff import Worker

LEVELS = {"falls": "medium", "wandering": "high", "nutrition": "low", "self_neglect": "high", "financial": "medium"}


def warn(life: Life, entry: Any = None, *, ended: bool | None = None) -> int:
    kind, headline, advice, evidence = entry or life.draw.choice(life.world.safety["warnings"])
    by = life.lead or life.by_lot("front_door")
    day = life.day_between(life.first_seen, life.last_day)
    over = ended if ended is not None else life.draw.random() < 0.15
    ends: dict[str, Any] = {}
    if over:
        ends = {
            "ended_on": life.day_between(day, life.last_day),
            "ended_by_id": by.id,
            "end_reason": "No longer so, seen at a visit",
        }
    pk = life.add(
        "warnings.StaffWarning",
        kind=kind,
        headline=headline,
        advice=life.say(advice),
        evidence=life.say(evidence),
        review_on=day + timedelta(days=180),
        decided_by_id=life.world.staff.manager(by.team).id,
        decided_at=life.moment(day),
        informed_on=day,
        **ends,
    )
    life.event(
        "warnings.recorded",
        f"Warning for staff: {headline}",
        life.moment(day),
        by,
        source=f"warnings.staffwarning:{pk}",
        url=life.url("warnings:index"),
    )
    return pk


def assess_risk(life: Life, by: Worker, day: date) -> None:
    area, wishes, gains, could, helps, contingency = life.draw.choice(life.world.safety["risks"])
    pk = life.add(
        "risks.RiskAssessment",
        area=area,
        wishes=life.say(wishes),
        gains=life.say(gains),
        could_happen=life.say(could),
        likelihood=life.draw.choice(("possible", "likely")),
        impact=life.draw.choice(("upsetting", "harmful")),
        level=LEVELS[area],
        what_helps=life.say(helps),
        contingency=life.say(contingency),
        choice=life.draw.choice(("accepts", "accepts", "lessens")),
        talked_through_on=day,
        agreed_by=f"{life.who.name} and {by.name}",
        assessed_on=day,
        review_on=day + timedelta(days=365),
        recorded_by_id=by.id,
        recorded_at=life.moment(day),
    )
    life.event(
        "risks.assessed",
        f"Risk talked through: {area.replace('_', ' ')}",
        life.moment(day),
        by,
        source=f"risks.riskassessment:{pk}",
        url=life.url("risks:index"),
    )


def if_support_fails(life: Life, by: Worker) -> None:
    what, then, hours = life.draw.choice(life.world.safety["failures"])
    day = life.day_between(life.first_seen, life.last_day)
    pk = life.add(
        "warnings.SupportFailure",
        if_what_fails=what,
        then=life.say(then),
        ring_first=life.relative or "Careline",
        within_hours=hours,
        review_on=day + timedelta(days=365),
        recorded_by_id=by.id,
        recorded_at=life.moment(day),
    )
    life.event(
        "warnings.support_failure",
        f"If {what} fails: {life.relative or 'Careline'} first",
        life.moment(day),
        by,
        source=f"warnings.supportfailure:{pk}",
        url=life.url("warnings:index"),
    )


def raise_concern(
    life: Life, day: date, *, conversation: int | None = None, entry: Any = None, settled: bool | None = None
) -> None:
    """A concern as it was raised, the item on the safeguarding queue, and the decision where there is one."""
    kinds, what, wishes, amount = entry or life.draw.choice(life.world.safety["concerns"])
    tables, staff = life.world.tables, life.world.staff
    by = life.lead if life.lead and conversation is None else life.by_lot("front_door")
    raised = life.moment(day)
    told = life.world.safety["told"]
    answers: dict[str, Any] = {
        "in_danger_now": "no",
        "made_safe": "Somebody they trust is with them today.",
        "kinds": list(kinds),
        "what": life.say(what),
        "source": "self",
        "wishes_asked": "asked",
        "wishes": life.say(wishes),
        "others_at_risk": "no",
        "told_next_steps": told,
    }
    if amount:
        answers["amount"] = amount
    pk = tables["conversations.RaisedConcern"].next_id
    source = f"conversations.raisedconcern:{pk}"
    response = life.add(
        "questionnaires.Response",
        questionnaire="safeguarding_concern",
        version=1,
        about=source,
        answers=answers,
        signed_by_id=by.id,
        signed_at=raised,
        started_at=raised - timedelta(minutes=20),
    )
    decided = settled if settled is not None else (life.world.today - day).days > 4
    lead = staff.somebody(life.draw, "safeguarding")
    item = life.task(
        "safeguarding_concern",
        "Safeguarding concern to look at",
        raised,
        due=day + timedelta(days=1),
        team_id=staff.teams["safeguarding"],
        owner=lead if decided else None,
        by=by,
        queue="safeguarding_concern",
        verb="Open",
        priority="urgent",
        source=source,
        done=min(day + timedelta(days=2), life.last_day) if decided else None,
        done_by=lead,
        outcome="Looked at and decided",
        url="",
    )
    life.add(
        "conversations.RaisedConcern",
        conversation_id=conversation,
        kinds=list(kinds),
        amount=amount,
        in_danger_now=False,
        wishes_asked="asked",
        told_next_steps=told,
        response_id=response,
        item_id=item,
        raised_by_id=by.id,
        raised_at=raised,
    )
    life.event("conversations.concern_raised", "Safeguarding concern raised", raised, by, source=source)
    if decided:
        done = life.moment(min(day + timedelta(days=2), life.last_day))
        enquiry = life.draw.random() < 0.4
        concern = life.add(
            "enquiries.Concern",
            item_id=item,
            raised_id=pk,
            taken_by_id=lead.id,
            taken_at=raised,
            needs_care_and_support=True,
            at_risk_of_abuse=enquiry,
            cannot_protect_themselves=enquiry,
            wishes=life.say(wishes),
            decision="enquiry" if enquiry else "no_further_action",
            reasons="All three parts of section 42 are met."
            if enquiry
            else "The risk is gone and the person wants nothing more done.",
            decided_by_id=lead.id,
            decided_at=max(done, raised),
        )
        life.event(
            "enquiries.decided",
            "Concern looked at: " + ("an enquiry begins" if enquiry else "nothing more to do"),
            max(done, raised),
            lead,
            source=f"enquiries.concern:{concern}",
        )
