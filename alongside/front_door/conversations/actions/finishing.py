"""Finishing a talk: everything that was agreed is recorded at once, and the return's outcome is derived from it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from alongside.foundation import events
from alongside.foundation.accounts.models import User
from alongside.foundation.questionnaires.actions import sign
from alongside.foundation.questionnaires.models import Draft
from alongside.foundation.subjects.models import Subject
from alongside.foundation.work import actions as work
from alongside.foundation.work.models import Task
from alongside.front_door.bookings import hubs
from alongside.rules.national_return import event_outcome_code

from .. import colleagues, policy
from ..models import Conversation, NextStep
from ..questionnaires import next_steps
from . import keeping
from .beginning import ACCESS_POINT, still_open

FINISHED = events.Kind("conversations.finished", "contact")
# What was done at once where somebody was unsafe: one of these stands before the talk can end.
MADE_SAFE = frozenset({"hospital_admission", "nhs_referral", "nhs_continuing_healthcare"})

Answers = Mapping[str, Any]


class CannotFinish(Exception):
    """Something has to be put right first: (question, sentence) for each."""

    def __init__(self, problems: list[tuple[str, str]]) -> None:
        self.problems = problems
        super().__init__(" ".join(words for _, words in problems))


def problems_of(*, conversation: Conversation, answers: Answers, by: User) -> list[tuple[str, str]]:
    """What the form itself cannot know, each with the question it is said at."""
    today = timezone.localdate()
    found = [*_unsafe(conversation, answers), *_steps(conversation, answers), *_strengths_first(conversation, answers)]
    for row in answers.get("promises", []):
        try:
            colleagues.named(row.get("who", ""), by)
        except colleagues.NoSuchColleague as problem:
            found.append(("promises", str(problem)))
        if date.fromisoformat(row["by"]) < today:
            found.append(("promises", f"“{row['what']}” is promised for a day that has gone. Give it a day to come."))
    for row in answers.get("equipment", []):
        if row["item"] != keeping.NOT_ON_LIST and row["item"] not in policy.simple_equipment(today):
            found.append(("equipment", "Something chosen is not on the council’s list any more. Choose “Something that "
                          "is not on the list”, and a specialist looks at it."))
        if row.get("quantity") is not None and not (isinstance(row["quantity"], int) and 1 <= row["quantity"] <= 20):
            found.append(("equipment", "Write how many as a whole number from 1 to 20."))
    if answers.get("equipment") and not by.may("equipment.issue"):
        found.append(("equipment", "Your role does not issue equipment. Make it a promise of a colleague who does."))
    if answers.get("accompany") == "yes" and date.fromisoformat(answers["accompany_on"]) < today:
        found.append(("accompany_on", "The volunteer’s day has gone. Give it a day to come."))
    if answers.get("channel") == ACCESS_POINT and (why := hubs.why_not(by, hubs.FIRST_CONVERSATION, today)):
        found.append(("channel", f"{why} A trained colleague can take the conversation on; what you wrote stays."))
    if answers.get("session") == "yes":
        found += keeping.session_problems(answers, by)
    return found


def _unsafe(conversation: Conversation, answers: Answers) -> list[tuple[str, str]]:
    if answers.get("safe_now") != Conversation.SafeNow.UNSAFE or hasattr(conversation, "urgent_support"):
        return []
    if conversation.concerns_raised.exists() or MADE_SAFE & set(answers.get("steps", [])):
        return []
    return [("safe_now", "You said that someone is unsafe now. Start urgent support or raise a concern before you "
             "finish, or choose the referral that made them safe under “What else happens now?”.")]


def _steps(conversation: Conversation, answers: Answers) -> list[tuple[str, str]]:
    steps = [kind for kind, _ in keeping.steps_of(conversation, answers)]
    if not steps:
        return [("steps", "Say what happens now. “Nothing more to do” is an answer.")]
    # The return counts a carer's assessment under the carer: this person's own talk needs an outcome of its own.
    own = {kind for kind in steps if kind != "carers_assessment" or answers.get("as_carer") == "yes"}
    if not own:
        return [("steps", "The carer’s assessment is the carer’s own. Say what happens now for the person this record "
                 "is about. “Nothing more to do” is an answer.")]
    if next_steps.ALONE & own and len(own) > 1:
        return [("steps", "“Nothing more to do” cannot stand beside something else that happens.")]
    return []


def _strengths_first(conversation: Conversation, answers: Answers) -> list[tuple[str, str]]:
    """A service is never the first thing known about somebody. In a crisis it may be."""
    crisis = answers.get("safe_now") == Conversation.SafeNow.UNSAFE
    if crisis or not next_steps.SERVICES & set(answers.get("steps", [])):
        return []
    if any(answers.get(key) for key in ("going_well", "people", "groups")) or _known(conversation.subject):
        return []
    whole = "going_well" in {question.key for question in keeping.asked_in(conversation, answers)}
    return [("going_well" if whole else "steps",
             "Before a service is asked for, write what is going well and who is around them"
             + ("." if whole else ". Go to the whole form for that."))]


def _known(subject: Subject) -> bool:
    return subject.strengths.still_so().exists() or subject.networks.still_so().exists()


@transaction.atomic
def finish(*, conversation: Conversation, draft: Draft, by: User) -> Conversation:
    """Sign the talk and record everything that came of it."""
    conversation = still_open(conversation)
    if problems := problems_of(conversation=conversation, answers=draft.answers, by=by):
        raise CannotFinish(problems)
    response = sign(draft=draft, by=by)
    said, today = response.answers, timezone.localdate()
    conversation.response = response
    conversation.safe_now = said["safe_now"]
    conversation.channel, conversation.route_of_access = said["channel"], said["route"]
    conversation.got_in_touch_relation = said["source"]
    conversation.got_in_touch = said.get("got_in_touch", "")
    conversation.as_carer = said.get("as_carer") == "yes"
    conversation.in_short = said["in_short"]
    details = {
        "information_given": keeping.keep_information(conversation, said, by, today),
        "simple_equipment": keeping.keep_equipment(conversation, said, by, today),
        "wellbeing_plan": keeping.keep_session(conversation, said, by),
    }
    steps = keeping.steps_of(conversation, said)
    tasks = keeping.keep_offers(conversation, said, by, today) | keeping.keep_equipment_assessment(
        conversation, said, by, today)
    keeping.keep_promises(conversation, said, by)
    keeping.keep_about_them(conversation, said, by)
    kept = [
        NextStep.objects.create(
            subject=conversation.subject, conversation=conversation, kind=kind, detail=details.get(kind) or detail,
            task=tasks.get(kind), recorded_by=by,
        )
        for kind, detail in steps
    ]
    conversation.national_outcome = event_outcome_code(
        step.kind for step in kept if keeping.is_their_own(conversation, step.kind)) or ""
    conversation.finished_at, conversation.finished_by = timezone.now(), by
    conversation.save()
    for task in Task.objects.open().filter(source=events.source_of(conversation), kind="back_fill"):
        work.finish(task=task, outcome="Written up", by=by)
    events.record(
        subject=conversation.subject, kind=FINISHED, by=by, happened_at=conversation.began_at, source=conversation,
        title=f"Conversation: {conversation.in_short}"[:300], detail=". ".join(step.words for step in kept),
        url=reverse("conversations:read", args=[conversation.subject_id, conversation.pk]),
    )
    return conversation


