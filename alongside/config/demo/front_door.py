"""How somebody comes to the council: a referral perhaps, a first conversation, what was agreed, who takes them on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from alongside.rules.national_return.outcome import event_outcome_code

from . import letters
from .life import Life, address, at
from .staff import Worker

ROUTES = (
    ("community", 78),
    ("hospital_discharge", 12),
    ("self_funder", 4),
    ("transition", 2),
    ("other_council", 2),
    ("hospital_diversion", 2),
)
CHANNELS = (
    ("telephone", 62),
    ("online", 12),
    ("in_person", 9),
    ("home_visit", 8),
    ("community_access_point", 5),
    ("email", 4),
)
REFERRERS = (
    ("gp", "Dr {name}", "GP", "Mill Lane Surgery"),
    ("community_health", "{name}", "District nurse", "Community nursing"),
    ("hospital", "{name}", "Discharge coordinator", "Westmere Infirmary"),
    ("housing", "{name}", "Housing officer", "Westmere Homes"),
    ("police", "{name}", "Police community support officer", "Neighbourhood police"),
    ("voluntary_organisation", "{name}", "Hub coordinator", "Tanner’s Row hub"),
)
EQUIPMENT = (("grab_rail", "Grab rail"), ("perching_stool", "Perching stool"), ("bath_board", "Bath board"))
REFUSALS = ("not_wanted", "help_elsewhere", "not_now", "worried_about_cost")


@dataclass(frozen=True)
class Talk:
    id: int
    day: date
    by: Worker
    in_short: str
    offer: int | None
    offer_task: int | None


def talk(
    life: Life,
    day: date,
    *,
    offer: str = "",
    steps: tuple[str, ...] = ("information_given",),
    safe: str = "safe",
    quick: bool = False,
    task_done: date | None = None,
    carer: bool = False,
    follows: int | None = None,
    short: str = "",
) -> Talk:
    """A finished conversation with what came of it; `offer` is the answer to the offer of an assessment."""
    draw, lives, need = life.draw, life.world.lives, life.world.lives[life.need]
    by = life.by_lot("front_door")
    began = life.moment(day)
    ended = began + timedelta(minutes=draw.randrange(15, 55))
    source = draw.choices(("self", "family", "friend_or_neighbour", "gp", "hospital"), (48, 32, 6, 8, 6))[0]
    channel = _pick(life, CHANNELS)
    route = _pick(life, ROUTES)
    other = "" if source == "self" else life.relative or "A relative"
    if source in {"gp", "hospital"}:
        other = life.world.cast.worker_name(draw)
    in_short = (short or life.say(draw.choice(need["in_short"])))[:200]
    promise = life.say(draw.choice(lives["agreed"]))
    due = day + timedelta(days=draw.randrange(2, 9))
    information = life.say(draw.choice(lives["information"]))
    equipment = EQUIPMENT[draw.randrange(len(EQUIPMENT))] if "simple_equipment" in steps else None
    answers: dict[str, Any] = {
        "safe_now": safe,
        "words": life.say(need["hard"]),
        "source": source,
        "channel": channel,
        "route": route,
        "as_carer": "yes" if carer else "no",
        "promises": [{"_row": "p1", "what": promise, "by": due.isoformat()}],
        "information": [{"_row": "i1", "what": information, "how": "spoken"}],
        "need_appears": "yes" if offer else "no",
    }
    if other:
        answers["got_in_touch"] = other
    if quick:
        answers["one_box"] = f"{life.say(need['changed'])} {life.say(need['hard'])}"
    else:
        answers |= {
            "going_well": life.say(draw.choice(life.world.texts["strengths"]["any"])),
            "good_day": life.say(draw.choice(life.world.texts["good_day"])),
            "changed": life.say(need["changed"]),
            "tried": life.say(need["tried"]),
            "hard": life.say(need["hard"]),
            "people": [
                {"_row": "n1", "name": life.relative or "A neighbour", "words": life.relative_words or "Calls in"}
            ],
        }
    if offer:
        answers["assessment_answer"] = offer
    refusal = ""
    if offer == "refused":
        refusal = draw.choice(REFUSALS)
        answers |= {"refusal_kind": refusal, "at_risk": "no", "cannot_refuse": "no"}
    if equipment:
        answers["equipment"] = [{"_row": "e1", "item": equipment[0], "quantity": 1, "advice": "Shown how to use it"}]
    answers["in_short"] = in_short
    chosen = [step for step in steps if step in _CHOSEN]
    if chosen:
        answers["steps"] = chosen
    outcome = event_outcome_code(steps)
    tables = life.world.tables
    pk = tables["conversations.Conversation"].next_id
    about = f"conversations.conversation:{pk}"
    response = life.add(
        "questionnaires.Response",
        questionnaire="quick_call" if quick else "first_conversation",
        version=1,
        about=about,
        answers=answers,
        signed_by_id=by.id,
        signed_at=ended,
        started_at=began,
    )
    life.add(
        "conversations.Conversation",
        as_carer=carer,
        began_at=began,
        channel=channel,
        route_of_access=route,
        got_in_touch=other,
        got_in_touch_relation=source,
        held_by_id=by.id,
        team_id=by.team_id,
        safe_now=safe,
        in_short=in_short,
        response_id=response,
        follows_id=follows,
        finished_at=ended,
        finished_by_id=by.id,
        national_outcome=outcome,
    )
    life.event(
        "conversations.finished",
        f"Conversation: {in_short}",
        began,
        by,
        detail=answers["words"],
        source=about,
        url=life.url("conversations:read", pk),
    )
    kept = due if draw.random() < 0.85 else due + timedelta(days=draw.randrange(1, 6))
    life.promise(promise, by, ended, due, kept=kept if kept < life.last_day else None, source=about)
    life.add(
        "conversations.InformationGiven",
        conversation_id=pk,
        what=information,
        how="spoken",
        given_by_id=by.id,
        given_on=day,
    )
    for step in steps:
        life.add("conversations.NextStep", conversation_id=pk, kind=step, recorded_by_id=by.id, recorded_at=ended)
    if equipment:
        life.add(
            "conversations.EquipmentIssued",
            conversation_id=pk,
            item=equipment[0],
            label=equipment[1],
            advice="Shown how to use it",
            issued_by_id=by.id,
            issued_on=day,
        )
        life.event("conversations.equipment_issued", f"{equipment[1]} issued", ended, by, source=about)
    offered = task = None
    if offer:
        offered, task = _offer(life, pk, day, by, offer, refusal, carer=carer, done=task_done)
    return Talk(pk, day, by, in_short, offered, task)


_CHOSEN = frozenset(
    {
        "reablement",
        "short_term_support",
        "occupational_therapy_assessment",
        "sensory_assessment",
        "community_support",
        "review",
        "change_to_plan",
        "support_continues",
        "nhs_referral",
        "housing_referral",
        "public_health_referral",
        "moved_to_other_council",
        "arranges_own_support",
        "hospital_admission",
        "declined",
        "no_further_action",
    }
)


def _offer(
    life: Life, talk: int, day: date, by: Worker, answer: str, refusal: str, *, carer: bool, done: date | None
) -> tuple[int, int | None]:
    kind = "carer" if carer else "adult"
    tables = life.world.tables
    pk = tables["conversations.AssessmentOffer"].next_id
    task = None
    if answer == "accepted":
        team = life.world.staff.teams["carers_centre" if carer else (life.lead.team if life.lead else "front_door")]
        task = life.task(
            "carers_assessment" if carer else "assessment",
            f"Plan the {'carer’s ' if carer else ''}assessment",
            life.moment(day),
            due=day + timedelta(days=5),
            owner=life.lead,
            team_id=team,
            by=by,
            verb="Begin",
            source=f"conversations.assessmentoffer:{pk}",
            done=done,
            done_by=life.lead or by,
            outcome="Assessment begun",
            url=life.url("carers:start" if carer else "assessments:start"),
        )
    life.add(
        "conversations.AssessmentOffer",
        conversation_id=talk,
        kind=kind,
        offered_on=day,
        offered_by_id=by.id,
        answer=answer,
        answered_on=day,
        refusal_kind=refusal,
        task_id=task,
    )
    words = {"accepted": "accepted", "refused": "refused", "thinking": "thinking about it"}[answer]
    life.event(
        "conversations.assessment_offered",
        f"{'Carer’s assessment' if carer else 'Assessment'} offered: {words}",
        life.moment(day),
        by,
        source=f"conversations.assessmentoffer:{pk}",
    )
    return pk, task


def referral(life: Life, day: date, *, answered: bool, conversation: int | None = None) -> int:
    """What a professional sent, read by the front door and answered (or still to be)."""
    draw = life.draw
    _, name, role, organisation = draw.choice(REFERRERS)
    name = name.format(name=life.world.cast.worker_name(draw))
    received = at(day, draw.randrange(8, 17), draw.randrange(60))
    if day >= life.world.today:
        received = life.world.now - timedelta(hours=draw.randrange(1, 5))
    by = life.by_lot("front_door")
    tables = life.world.tables
    pk = tables["referrals.Referral"].next_id
    need = life.world.lives[life.need]
    route = _pick(life, ROUTES)
    told = f"Thank you. We have talked with {life.words['name']} and agreed what happens next."
    closed: dict[str, Any] = {}
    read: dict[str, Any] = {}
    if answered:
        done = min(received + timedelta(days=draw.randrange(1, 4)), life.world.now)
        read = {"read_at": received + (done - received) / 2, "read_by_id": by.id}
        message = letters.to_referrer(life, name, f"R-{day:%y%m}-{pk:06d}", told, done, by, referral=pk)
        feedback = life.add(
            "referrals.Feedback", referral_id=pk, told=told, told_how="email", by_id=by.id, at=done, message_id=message
        )
        closed = {
            "outcome": "talked",
            "feedback_id": feedback,
            "closed_at": done,
            "closed_by_id": by.id,
            "conversation_id": conversation,
        }
    reason = f"{life.say(need['changed'])} {life.say(need['hard'])}"
    life.add(
        "referrals.Referral",
        reference=f"R-{day:%y%m}-{pk:06d}",
        received_at=received,
        received_by_id=by.id,
        channel="professional_referral",
        route_of_access=route,
        about_name=life.who.name,
        about_date_of_birth=life.who.born.isoformat(),
        about_nhs_number=life.nhs,
        about_address=f"{life.place.line_1}, {life.place.town}" if life.place else "",
        referrer_name=name,
        referrer_role=role,
        referrer_organisation=organisation,
        referrer_email="referrals@example.org",
        reason=reason,
        hopes="A talk about what would help",
        person_knows="yes",
        urgency=draw.choices(("routine", "soon", "urgent"), (70, 25, 5))[0],
        **read,
        **closed,
    )
    life.event(
        "referrals.received",
        f"Referral from {organisation}",
        received,
        by,
        source=f"referrals.referral:{pk}",
        url=address("referrals:read", pk),
    )
    if answered:
        life.event(
            "referrals.referrer_told",
            f"{organisation} was told what came of it",
            closed["closed_at"],
            by,
            source=f"referrals.referral:{pk}",
            url=address("referrals:read", pk),
        )
    else:
        life.task(
            "referral_to_read",
            f"Read the referral from {organisation}",
            received,
            due=day + timedelta(days=1),
            team_id=life.world.staff.teams["front_door"],
            by=by,
            verb="Read",
            why=f"From {name}, {role}, {organisation}: {reason}",
            source=f"referrals.referral:{pk}",
            url=address("referrals:read", pk),
        )
    return pk


def _pick(life: Life, shares: tuple[tuple[str, int], ...]) -> str:
    return life.draw.choices([code for code, _ in shares], [share for _, share in shares])[0]
