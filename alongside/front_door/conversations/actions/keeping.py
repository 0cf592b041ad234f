"""Each part of a finished talk, kept where it belongs."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any

from django.urls import reverse
from django.utils import timezone

from alongside.foundation import codelists, events
from alongside.foundation.accounts.models import User
from alongside.foundation.questionnaires import declare
from alongside.foundation.questionnaires.noticing import notice
from alongside.foundation.subjects.models import Subject
from alongside.foundation.work import actions as work
from alongside.foundation.work.models import Task
from alongside.front_door.bookings import actions as bookings
from alongside.people.about_me import actions as about_me
from alongside.people.relationships.models import Relationship

from .. import colleagues, policy
from ..models import AssessmentOffer, Conversation, EquipmentIssued, InformationGiven

OFFERED = events.Kind("conversations.assessment_offered", "decision")
ISSUED = events.Kind("conversations.equipment_issued", "support")
NOT_ON_LIST = "not_on_list"
STRENGTH_LENGTH = 200

Answers = Mapping[str, Any]


def asked_in(conversation: Conversation, answers: Answers) -> list[declare.Question]:
    """The questions of the form this talk is written in."""
    return list(declare.get("quick_call" if "one_box" in answers else "first_conversation").questions())


def _listed(answers: Answers) -> list[dict[str, Any]]:
    return [row for row in answers.get("equipment", []) if row["item"] != NOT_ON_LIST]


def _not_listed(answers: Answers) -> list[dict[str, Any]]:
    return [row for row in answers.get("equipment", []) if row["item"] == NOT_ON_LIST]


def assess_anyway(answers: Answers) -> str:
    """Why a refused assessment goes ahead all the same (s11(2)), or nothing."""
    reasons = []
    if answers.get("at_risk") == "yes":
        reasons.append("They are experiencing, or at risk of, abuse or neglect (section 11(2)(b)).")
    if answers.get("cannot_refuse") == "yes":
        reasons.append("They lack capacity to refuse and an assessment is in their best interests (section 11(2)(a)).")
    return " ".join(reasons) if answers.get("assessment_answer") == "refused" else ""


def steps_of(conversation: Conversation, answers: Answers) -> list[tuple[str, str]]:
    """Every next step, those that follow from what was recorded first; (kind, a few words)."""
    steps: dict[str, str] = {}
    if hasattr(conversation, "urgent_support"):
        steps["urgent_support"] = conversation.urgent_support.support
    if conversation.pk and conversation.concerns_raised.exists():
        steps["safeguarding_concern"] = ""
    if answers.get("assessment_answer") == "accepted" or assess_anyway(answers):
        steps["carers_assessment" if answers.get("as_carer") == "yes" else "needs_assessment"] = assess_anyway(answers)
    if answers.get("carer_answer") == "accepted":
        steps.setdefault("carers_assessment", str(answers.get("carer_name", "")))
    if _not_listed(answers):
        steps["occupational_therapy_assessment"] = ", ".join(row["other"] for row in _not_listed(answers))
    if answers.get("session") == "yes":
        steps["wellbeing_plan"] = ""
    if answers.get("accompany") == "yes":
        steps["community_support"] = str(answers.get("accompany_to", ""))
    if _listed(answers):
        steps["simple_equipment"] = ""
    if answers.get("information"):
        steps["information_given"] = ""
    for kind in answers.get("steps", []):
        steps.setdefault(kind, str(answers.get("step_words", "")))
    return list(steps.items())


def is_their_own(conversation: Conversation, kind: str) -> bool:
    """A carer's assessment of somebody else is that person's outcome in the return, not this one's."""
    return kind != "carers_assessment" or conversation.as_carer


def keep_information(conversation: Conversation, said: Answers, by: User, today: date) -> str:
    for row in said.get("information", []):
        InformationGiven.objects.create(
            subject=conversation.subject, conversation=conversation, what=row["what"], how=row["how"],
            prescribed_by=row.get("prescribed_by", ""), given_by=by, given_on=today,
        )
    return ". ".join(row["what"] for row in said.get("information", []))


def keep_equipment(conversation: Conversation, said: Answers, by: User, today: date) -> str:
    listed = policy.simple_equipment(today) if _listed(said) else {}
    issued = [
        EquipmentIssued.objects.create(
            subject=conversation.subject, conversation=conversation, item=row["item"], label=listed[row["item"]].label,
            quantity=row.get("quantity") or 1, advice=row.get("advice", ""), issued_by=by, issued_on=today,
        )
        for row in _listed(said)
    ]
    for one in issued:
        events.record(subject=conversation.subject, kind=ISSUED, title=f"Issued: {one}", detail=one.advice, by=by,
                      source=one, url=_read(conversation))
    return ", ".join(str(one) for one in issued)


def keep_equipment_assessment(conversation: Conversation, said: Answers, by: User, today: date) -> dict[str, Task]:
    """What is not on the list waits for a specialist's look."""
    wanted = ", ".join(row["other"] for row in _not_listed(said))
    if not wanted:
        return {}
    task = work.raise_task(
        kind="equipment_assessment", title=f"Equipment that is not on the simple list: {wanted}"[:300], by=by,
        subject=conversation.subject, team=colleagues.team(colleagues.THERAPY), due_on=policy.assess_by(today),
        verb="Open", source=conversation, url=_read(conversation),
    )
    return {"occupational_therapy_assessment": task}


def keep_offers(conversation: Conversation, said: Answers, by: User, today: date) -> dict[str, Task]:
    """The offer of an assessment with its answer, and work for whoever does it."""
    tasks: dict[str, Task] = {}
    if answer := said.get("assessment_answer"):
        as_carer = conversation.as_carer
        offer = AssessmentOffer(
            subject=conversation.subject, kind="carer" if as_carer else "adult",
            refusal_kind=said.get("refusal_kind", ""), refusal_reason=said.get("refusal_words", ""),
            assess_anyway_because="" if as_carer else assess_anyway(said), answer=answer,
        )
        if task := _offer(offer, conversation, by, today):
            tasks["carers_assessment" if as_carer else "needs_assessment"] = task
    answer = said.get("carer_answer")
    if answer and answer != "not_there":
        offer = AssessmentOffer(
            kind="carer", answer=answer, refusal_kind=said.get("carer_refusal_kind", ""),
            **_carer(conversation.subject, said["carer_name"]),
        )
        if task := _offer(offer, conversation, by, today):
            tasks.setdefault("carers_assessment", task)
    return tasks


def _carer(subject: Subject, name: str) -> dict[str, Any]:
    """The carer's own record where somebody of that name around the person has one, else the name."""
    wanted = name.strip().casefold()
    for one in Relationship.objects.around(subject).in_force(timezone.localdate()).select_related("subject", "other"):
        other = one.other if one.subject_id == subject.pk else one.subject
        if other and other.display_name.casefold() == wanted:
            return {"subject": other, "cared_for": subject}
    return {"subject": subject, "carer_name": name.strip()}


def _offer(offer: AssessmentOffer, conversation: Conversation, by: User, today: date) -> Task | None:
    offer.conversation = conversation
    return keep_offer(offer, by, today, _read(conversation))


def keep_offer(offer: AssessmentOffer, by: User, today: date, here: str, how: str = "") -> Task | None:
    """An offer with its answer; accepted, it is work. `here` is where it was made; `how`, where nobody had to offer."""
    offer.offered_by, offer.offered_on, offer.answered_on = by, today, today
    offer.save()
    what = offer.get_kind_display()
    events.record(subject=offer.subject, kind=OFFERED, by=by, source=offer, url=here,
                  title=f"{what} {how}" if how else (
                      f"{what} offered{f' to {offer.carer_name}' if offer.carer_name else ''}: "
                      f"{offer.get_answer_display().lower()}"[:300]),
                  detail=offer.assess_anyway_because or offer.refusal_words)
    if offer.answer != AssessmentOffer.Answer.ACCEPTED and not offer.assess_anyway_because:
        return None
    owner, team = colleagues.who_assesses(offer.subject)
    carer = offer.kind == AssessmentOffer.Kind.CARER
    title = f"Begin the {what.lower()}"
    if offer.carer_name:
        title += f" of {offer.carer_name}: add their record first"
    offer.task = work.raise_task(
        kind="carers_assessment" if carer else "assessment", title=title, subject=offer.subject, owner=owner,
        team=team, by=by, due_on=policy.assess_by(today), source=offer, why=offer.assess_anyway_because[:300],
        verb="Begin", url=colleagues.address_of("carers:start" if carer else "assessments:start", offer.subject),
    )
    offer.save(update_fields=["task"])
    return offer.task


def keep_promises(conversation: Conversation, said: Answers, by: User) -> None:
    """Each promise with its owner and day; going along with somebody is three of them."""
    promised = [
        (row["what"], colleagues.named(row.get("who", ""), by), date.fromisoformat(row["by"]), "")
        for row in said.get("promises", [])
    ]
    if said.get("accompany") == "yes":
        day, place = date.fromisoformat(said["accompany_on"]), said["accompany_to"]
        who = said.get("accompany_by") or "A volunteer"
        why = f"{who} goes along the first time" if said.get("accompany_by") else "Find a volunteer first"
        promised += [
            (f"{who} meets them at home", by, day, why),
            (f"{who} travels with them to {place}", by, day, why),
            (f"{who} is there with them the first time at {place}", by, day, why),
        ]
    for what, owner, day, why in promised:
        work.promise(subject=conversation.subject, what=what[:300], owner=owner, due_on=day, by=by, why=why,
                     source=conversation, url=_read(conversation))


def keep_about_them(conversation: Conversation, said: Answers, by: User) -> None:
    """What matters goes to the top of their page in their words; each thing that goes well becomes a strength."""
    subject, day = conversation.subject, timezone.localdate(conversation.began_at)
    own = said.get("source") == "self"
    whose = {"whose": "own"} if own else {
        "whose": "told", "told_by": said.get("got_in_touch") or codelists.label("contact_source", said["source"])}
    for topic in ("matters", "good_day"):
        if words := said.get(topic):
            about_me.write_down(subject=subject, topic=topic, words=words, by=by, said_on=day, **whose)
    known = {str(strength).casefold() for strength in subject.strengths.still_so()}
    for words in strengths_in(said.get("going_well", "")):
        if words.casefold() not in known:
            about_me.record_strength(subject=subject, words=words, by=by, on=day)
    places = {network.name.casefold() for network in subject.networks.still_so()}
    for row in said.get("groups", []):
        if row["name"].casefold() not in places:
            about_me.record_network(subject=subject, kind=row["kind"], name=row["name"], by=by, on=day)


def strengths_in(text: str) -> list[str]:
    """A sentence a strength; a promise somebody made between them is none."""
    today = timezone.localdate()
    sentences = (part.strip(" .;") for part in re.split(r"(?<=[.!?;])\s+|\n+", text))
    return [part[:STRENGTH_LENGTH] for part in sentences if len(part) > 2 and not notice(part, today)]


def session_problems(answers: Answers, by: User) -> list[tuple[str, str]]:
    """Why this session cannot be booked as it stands."""
    starts = session_start(answers)
    if starts is None:
        return [("session_at", "Write the time like 10.30 or 14.00")]
    try:
        who = colleagues.named(answers.get("session_with", ""), by)
    except colleagues.NoSuchColleague as problem:
        return [("session_with", str(problem))]
    refused = bookings.why_not(starts_at=starts, minutes=answers["session_minutes"], facilitator=who,
                               place=answers["session_place"])
    boxes = {"minutes": "session_minutes", "starts_at": "session_on", "facilitator": "session_with"}
    return [(boxes[refused.where], str(refused))] if refused else []


def session_start(answers: Answers) -> datetime | None:
    match = re.fullmatch(r"(\d{1,2})[.:](\d{2})|(\d{1,2})\s*(am|pm)", answers["session_at"].strip().lower())
    if not match:
        return None
    hour = int(match[1] or match[3]) + (12 if match[4] == "pm" and int(match[3]) < 12 else 0)
    try:
        at = time(hour, int(match[2] or 0))
    except ValueError:
        return None
    return timezone.make_aware(datetime.combine(date.fromisoformat(answers["session_on"]), at))


def keep_session(conversation: Conversation, said: Answers, by: User) -> str:
    if said.get("session") != "yes":
        return ""
    starts = session_start(said)
    assert starts is not None  # asked by session_problems before anything was kept
    booked = bookings.book(
        subject=conversation.subject, starts_at=starts, minutes=said["session_minutes"], by=by,
        place=said["session_place"], facilitator=colleagues.named(said.get("session_with", ""), by),
        wants_to_talk_about=said["in_short"],
    )
    return f"{timezone.localtime(booked.starts_at):%-d %B %Y at %-H.%M}, {booked.place}, with {booked.facilitator}"


def _read(conversation: Conversation) -> str:
    return reverse("conversations:read", args=[conversation.subject_id, conversation.pk])
