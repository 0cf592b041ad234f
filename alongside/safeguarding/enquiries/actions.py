"""Taking a concern off the queue, and deciding what happens."""

from __future__ import annotations

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from alongside.foundation import events
from alongside.foundation.access import actions as access
from alongside.foundation.accounts.models import User
from alongside.foundation.accounts.telling import tell
from alongside.foundation.decisions.models import DecisionRecord
from alongside.foundation.work import actions as work
from alongside.foundation.work.models import Task
from alongside.front_door.conversations.models import RaisedConcern

from .models import Concern
from .three_part_test import DUTY, NAME, NO_DUTY, VERSION, Facts
from .three_part_test import decide as apply_test

TAKEN = events.Kind("enquiries.concern_taken", "safeguarding", permission="safeguarding.see")
DECIDED = events.Kind("enquiries.concern_decided", "safeguarding", significant=True, permission="safeguarding.see")
# What whoever raised it may be told: that something was decided, and no more than they need.
ANSWERS = {
    Concern.Decision.ENQUIRY: "An enquiry has begun.",
    Concern.Decision.OTHER_ENQUIRY: "We are looking into it.",
    Concern.Decision.NOT_SAFEGUARDING: "It is not a safeguarding matter; somebody else now helps with it.",
    Concern.Decision.NO_FURTHER_ACTION: "We looked into it and nothing more is needed now.",
}


class AlreadyTaken(Exception):
    """Somebody took it first."""


class NotYet(Exception):
    """Something has to be known or said first: (field, sentence)."""

    def __init__(self, field: str, words: str) -> None:
        self.field = field
        super().__init__(words)


@transaction.atomic
def take(*, item: Task, by: User) -> Concern:
    """Take a concern from the queue. The work item is its key, so nobody takes it twice."""
    raised = RaisedConcern.objects.select_related("subject").get(item=item)
    try:
        with transaction.atomic():
            concern = Concern.objects.create(subject=raised.subject, item=item, raised=raised, taken_by=by)
    except IntegrityError:
        first = Concern.objects.select_related("taken_by").get(item=item)
        raise AlreadyTaken(f"{first.taken_by} took this first.") from None
    try:
        work.accept(task=item, by=by)
    except work.ChangedMeanwhile as problem:
        raise AlreadyTaken(str(problem)) from None
    Task.objects.filter(pk=item.pk).update(
        verb="Decide", url=reverse("enquiries:concern", args=[concern.pk]), title="Safeguarding concern: decide")
    for notice in Task.objects.open().filter(source=events.source_of(raised)):
        work.finish(task=notice, outcome=f"{by} has taken it", by=by)
    events.record(subject=raised.subject, kind=TAKEN, title=f"{by.name} has taken the safeguarding concern", by=by,
                  source=concern, url=_url(concern))
    return concern


@transaction.atomic
def decide(
    *, concern: Concern, decision: str, reasons: str, by: User, needs_care_and_support: bool | None,
    at_risk_of_abuse: bool | None, cannot_protect_themselves: bool | None, wishes: str = "", passed_to: str = "",
    override_reason: str = "",
) -> Concern:
    """Decide with reasons. The test recommends; a named person decides, and says why where the two differ."""
    concern = _undecided(concern)
    facts = Facts(needs_care_and_support, at_risk_of_abuse, cannot_protect_themselves)
    test = apply_test(facts)
    decided = DUTY if decision == Concern.Decision.ENQUIRY else NO_DUTY
    if decided != test.outcome and not override_reason:
        raise NotYet("override_reason", "The three-part test says something else. Say why you decide otherwise.")
    if decision == Concern.Decision.NOT_SAFEGUARDING and not passed_to:
        raise NotYet("passed_to", "Say who helps with it instead.")
    concern.needs_care_and_support = needs_care_and_support
    concern.at_risk_of_abuse = at_risk_of_abuse
    concern.cannot_protect_themselves = cannot_protect_themselves
    concern.wishes, concern.reasons, concern.passed_to = wishes, reasons, passed_to
    concern.decision, concern.decided_by, concern.decided_at = decision, by, timezone.now()
    concern.save()
    DecisionRecord.objects.create(
        subject=concern.subject, rule=NAME, rule_version=VERSION, on=timezone.localdate(), outcome=test.outcome,
        facts={"needs_care_and_support": needs_care_and_support, "at_risk_of_abuse": at_risk_of_abuse,
               "cannot_protect_themselves": cannot_protect_themselves},
        because=list(test.because), law=list(test.law), decided_outcome=decided, override_reason=override_reason,
        decided_by=by, source=events.source_of(concern),
    )
    work.finish(task=concern.item, outcome=ANSWERS[Concern.Decision(decision)], by=by)
    # That it is decided, and no more: what was decided is read by those who may.
    tell(user=concern.raised.raised_by, by=by, subject=concern.subject, source=concern,
         url=_raised_from(concern.raised), title="The safeguarding concern you raised is decided")
    events.record(subject=concern.subject, kind=DECIDED, by=by, source=concern, url=_url(concern),
                  title=f"Safeguarding: {concern.get_decision_display()}", detail=reasons[:300])
    return concern


@transaction.atomic
def keep_close(*, concern: Concern, reason: str, by: User) -> None:
    """Restrict the record to those who deal with the concern, at once."""
    lead = {by, concern.taken_by}
    access.restrict(subject=concern.subject, reason=reason, named=lead, by=by)


def _undecided(concern: Concern) -> Concern:
    concern = Concern.objects.select_for_update(of=("self",)).select_related(
        "subject", "item", "taken_by", "decided_by", "raised__raised_by").get(pk=concern.pk)
    if concern.decided_at:
        raise AlreadyTaken(f"{concern.decided_by} decided this on {concern.decided_at:%-d %B %Y}.")
    return concern


def _raised_from(raised: RaisedConcern) -> str:
    """Where whoever raised it reads the answer."""
    if raised.conversation_id:
        return reverse("conversations:read", args=[raised.subject_id, raised.conversation_id])
    return reverse("desk:person", args=[raised.subject_id])


def _url(concern: Concern) -> str:
    return reverse("enquiries:concern", args=[concern.pk])
