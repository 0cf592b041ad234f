"""A referral in words."""

from __future__ import annotations

from datetime import date

from django.urls import reverse
from django.utils import timezone

from alongside.foundation import codelists
from alongside.foundation.design import words
from alongside.foundation.design.shapes import Fact, Row, Tag

from .models import Feedback, Referral

URGENCY = {"urgent": Tag("Urgent", "late"), "soon": Tag("Soon", "soon"), "routine": Tag("Routine")}


def state_tag(referral: Referral) -> Tag:
    if referral.closed_at:
        return Tag("Closed", "done")
    if not referral.read_at:
        return Tag("Unread", "soon")
    if not referral.outcome:
        return Tag("To answer", "work")
    return Tag("Referrer to hear", "soon")


def who_refers(referral: Referral) -> str:
    if referral.anonymous:
        return "Somebody who gave no name"
    return ", ".join(part for part in (referral.referrer_name, referral.referrer_role, referral.referrer_organisation)
                     if part)


def born(given: str) -> str:
    """As the referrer gave it; a day written as computers write it, in words."""
    try:
        return words.date(date.fromisoformat(given))
    except ValueError:
        return given


def about(referral: Referral) -> list[Fact]:
    return [fact for fact in (
        Fact("Name", referral.about_name), Fact("Date of birth", born(referral.about_date_of_birth)),
        Fact("NHS number", words.nhs_number(referral.about_nhs_number)), Fact("Address", referral.about_address),
        Fact("Telephone", words.telephone(referral.about_telephone)),
    ) if fact.value]


def came_from(referral: Referral) -> list[Fact]:
    knows = referral.get_person_knows_display()
    how = codelists.label("conversation_channel", referral.channel).lower()
    return [fact for fact in (
        Fact("Who refers", who_refers(referral)), Fact("Email", referral.referrer_email),
        Fact("Telephone", words.telephone(referral.referrer_telephone)),
        Fact("Address", referral.referrer_address), Fact("Came", f"{words.moment(referral.received_at)}, {how}"),
        Fact("Does the person know?", knows), Fact("May be told", referral.may_be_told),
        Fact("Read", f"{referral.read_by}, {words.moment(referral.read_at)}" if referral.read_at else ""),
    ) if fact.value]


def sought(referral: Referral) -> str:
    """What to look the person up by, from what was given."""
    parts = [referral.about_nhs_number] if referral.about_nhs_number else [
        referral.about_name, referral.about_date_of_birth]
    return " ".join(part for part in parts if part)


def came_again(referral: Referral) -> str:
    before = referral.follows
    if before is None:
        return ""
    return (f"Referred {words.ago(before.received_at, timezone.localdate(referral.received_at))} too, by "
            f"{who_refers(before)}: {before.get_outcome_display().lower() or 'not answered yet'}.")


def feedback_words(feedback: Feedback) -> str:
    """How the referrer heard, or why not; of what was sent from here, whether it arrived."""
    if feedback.not_given_because:
        return (f"{feedback.by} decided on {words.date(feedback.at)} that the referrer is not told. "
                f"{feedback.get_not_given_because_display()}. {feedback.not_given_note}")
    state = feedback.document.status_words if feedback.document and feedback.document.returned_at \
        else feedback.message.status_words if feedback.message else ""
    sent = f" {state}." if state else ""
    return f"Told by {feedback.by} on {words.moment(feedback.at)}, {feedback.get_told_how_display().lower()}.{sent}"


def row(referral: Referral) -> Row:
    today = timezone.localdate()
    return Row(
        day=words.short_date(referral.received_at, today), day_note=words.ago(referral.received_at, today),
        name=str(referral.subject or referral.about_name), why=f"{referral.reference} · {who_refers(referral)}",
        tag=URGENCY[referral.urgency] if referral.urgency != "routine" and not referral.closed_at else None,
        kind=state_tag(referral).text, href=reverse("referrals:read", args=[referral.pk]),
    )
