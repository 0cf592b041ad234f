"""A referral in words."""

from __future__ import annotations

from datetime import date

from django.urls import reverse
from django.utils import timezone

from alongside.foundation import codelists
from alongside.foundation.design import words
from alongside.foundation.design.shapes import Fact, Row, Tag

from . import pack
from .models import Feedback, Onward, Referral, Screening

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
        Fact("How to reach them", referral.about_reach),
    ) if fact.value]


def came_from(referral: Referral) -> list[Fact]:
    knows = referral.get_person_knows_display()
    how = codelists.label("conversation_channel", referral.channel).lower()
    return [fact for fact in (
        Fact("Who refers", who_refers(referral)), Fact("Works for", referral.get_referrer_kind_display()),
        Fact("Email", referral.referrer_email), Fact("Is it theirs?", _shown(referral)),
        Fact("Telephone", words.telephone(referral.referrer_telephone)),
        Fact("Address", referral.referrer_address), Fact("Came", f"{words.moment(referral.received_at)}, {how}"),
        Fact("Does the person know?", knows), Fact("Referred all the same, because", referral.why_without_agreement),
        Fact("Taken back", _withdrawn(referral)), Fact("May be told", referral.may_be_told),
        Fact("Read", f"{referral.read_by}, {words.moment(referral.read_at)}" if referral.read_at else ""),
    ) if fact.value]


def _shown(referral: Referral) -> str:
    if referral.sent_with_id:
        return f"Sent by a system of {referral.sent_with.organisation}"
    if not referral.mailbox_shown_at:
        return ""
    if referral.made_sure_at:
        return f"Yes, {referral.made_sure_by} made sure, {words.moment(referral.made_sure_at)}"
    known = pack.current().known_as(referral.referrer_email)
    return ("The mailbox is, shown by a code. "
            + (f"Mail from there is {known}." if known else "Nobody knows whose mail comes from there."))


def _withdrawn(referral: Referral) -> str:
    if referral.withdrawn_at is None:
        return ""
    because = f". {referral.withdrawn_because}" if referral.withdrawn_because else ""
    return f"{words.moment(referral.withdrawn_at)}{because}"


def needs(referral: Referral) -> list[str]:
    """What it is about, in a word or two each."""
    return [str(Referral.Need(need).label).partition(":")[0] for need in referral.needs if need in Referral.Need]


def harm(referral: Referral) -> list[Fact]:
    """What the referrer fears, what the person wants, and why no concern is raised where none is."""
    answered = (f"{referral.harm_answered_by}, {words.moment(referral.harm_answered_at)}. {referral.harm_answer}"
                if referral.harm_answer else "")
    return [fact for fact in (
        Fact("What they saw and heard", referral.harm_feared),
        Fact("Was the person asked?", referral.get_harm_asked_display().partition(", and")[0]),
        Fact("What the person wants", referral.harm_wishes), Fact("No concern is raised", answered),
    ) if fact.value] if referral.harm_feared else []


def onward_words(one: Onward) -> str:
    """Where it went, what they answered and what came of it, in a line."""
    line = f"{one.to_name}, {words.date(one.sent_at)}"
    if not one.answer:
        return f"{line}: no answer yet"
    line = f"{line}: {one.get_answer_display().lower()}"
    if one.declined_because:
        return f"{line}. {one.declined_because}"
    if not one.outcome:
        return f"{line}, nothing heard of it yet"
    avoided = "" if one.admission_avoided is None else (
        " An admission to hospital was avoided." if one.admission_avoided else " No admission to hospital was avoided.")
    return f"{line}. {one.get_outcome_display()}.{avoided}{f' {one.outcome_words}' if one.outcome_words else ''}"


def onward(one: Onward) -> list[Fact]:
    asked = ("Yes" if one.agreed else f"No. {one.without_agreement_because}")
    return [fact for fact in (
        Fact("To", one.to_name), Fact("Why", one.why), Fact("Does the person agree?", asked),
        Fact("Sent", f"{one.sent_by}, {words.moment(one.sent_at)}"),
        Fact("With it", "The screening of the same contact" if one.screening_id else ""),
        Fact("Answered", f"{one.answered_by}, {words.moment(one.answered_at)}" if one.answered_at else ""),
        Fact("What came of it", f"{one.ended_by}, {words.moment(one.ended_at)}" if one.ended_at else ""),
    ) if fact.value]


ONWARD = {"": Tag("To be answered", "soon"), "accepted": Tag("Accepted", "work"), "declined": Tag("Declined", "late")}


def onward_row(one: Onward) -> Row:
    today = timezone.localdate()
    return Row(day=words.short_date(one.sent_at, today), day_note=words.ago(one.sent_at, today), name=one.to_name,
               why=one.get_outcome_display() or one.declined_because or one.why,
               tag=Tag("Ended", "done") if one.outcome else ONWARD[one.answer],
               href=reverse("referrals:onward", args=[one.subject_id, one.pk]))


def screening(found: Screening) -> list[Fact]:
    said = [str(Referral.Need(need).label) for need in found.needs if need in Referral.Need]
    return [fact for fact in (
        Fact("What is needed", "; ".join(said)), Fact("What the person wants", found.what_they_want),
        Fact("What goes well", found.what_goes_well), Fact("Everyday life", found.everyday_life),
        Fact("Health", found.health), Fact("The home", found.home), Fact("Who is around them", found.who_is_around),
        Fact("What could go wrong", found.risks),
        Fact("Written", f"{found.made_by}, {words.moment(found.made_at)}"),
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
    if feedback.read_at:
        sent += f" The referrer read it on {words.moment(feedback.read_at)}."
    return f"Told by {feedback.by} on {words.moment(feedback.at)}, {feedback.get_told_how_display().lower()}.{sent}"


def row(referral: Referral) -> Row:
    today = timezone.localdate()
    return Row(
        day=words.short_date(referral.received_at, today), day_note=words.ago(referral.received_at, today),
        name=str(referral.subject or referral.about_name), why=f"{referral.reference} · {who_refers(referral)}",
        tag=URGENCY[referral.urgency] if referral.urgency != "routine" and not referral.closed_at else None,
        kind=state_tag(referral).text, href=reverse("referrals:read", args=[referral.pk]),
    )
