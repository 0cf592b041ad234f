"""An assessment offered or asked for outside a talk: in a planning session, or by sending one's own part of it."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from alongside.foundation.accounts.models import User
from alongside.foundation.subjects.models import Subject
from alongside.foundation.work import actions as work
from alongside.front_door.bookings.actions import url_of, was_offered
from alongside.front_door.bookings.models import PlanningSession

from ..models import AssessmentOffer
from .keeping import keep_offer

ASK_AGAIN = timedelta(days=14)


@transaction.atomic
def offer_after(*, subject: Subject, session: PlanningSession, kind: str, answer: str, by: User, refusal_kind: str = "",
                refusal_words: str = "") -> AssessmentOffer:
    """On the appearance of need an assessment is offered (ss9, 10) and the answer kept (s11). The session itself stays
    what it was: no assessment. Somebody who wants to think is asked again on a day."""
    here = url_of(session)
    offer = AssessmentOffer(
        subject=subject, session=session, kind=kind, answer=answer,
        refusal_kind=refusal_kind if answer == AssessmentOffer.Answer.REFUSED else "",
        refusal_reason=refusal_words if answer == AssessmentOffer.Answer.REFUSED else "")
    today = timezone.localdate()
    keep_offer(offer, by, today, here)
    was_offered(session=session, kind=kind, answer=offer.get_answer_display().lower(), by=by)
    if answer == AssessmentOffer.Answer.THINKING:
        work.promise(subject=subject, what=f"Ask again about the {offer.get_kind_display().lower()}", owner=by, by=by,
                     due_on=today + ASK_AGAIN, source=offer, url=here,
                     why="Offered in a planning session; they wanted to think about it")
    return offer


@transaction.atomic
def asked_for(*, subject: Subject, kind: str, here: str, by: User) -> AssessmentOffer:
    """Somebody asks for an assessment by sending their own part of one: it is work, as when they accept one."""
    offer = AssessmentOffer(subject=subject, kind=kind, answer=AssessmentOffer.Answer.ACCEPTED)
    keep_offer(offer, by, timezone.localdate(), here, how="asked for by themselves")
    return offer
