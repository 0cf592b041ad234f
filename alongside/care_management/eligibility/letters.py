"""The letter that tells a person what was decided, why, and what can be done (Care Act 2014 ss13(5), 24(2)).

Its sentences are those of the rule, the decider's own words, and the answers about each need.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.db import transaction

from alongside.care_management.assessments.letters import sign_off
from alongside.care_management.assessments.policy import the_council
from alongside.foundation.accounts.models import User
from alongside.foundation.design import words
from alongside.foundation.documents import actions as documents
from alongside.foundation.documents import blocks
from alongside.foundation.documents.models import Document
from alongside.rules import eligibility_adult, eligibility_carer

from . import actions
from .models import Determination

ANSWERS = {
    "duty": "We will meet this need.",
    "power": "We have chosen to meet this need.",
    "met_by_carer": "Somebody who cares for you is willing and able to meet this need. Tell us if that changes.",
    "met_otherwise": "This need is met in another way.",
    "not_met": "We will not meet this need.",
}


def advice_to_begin_with(determination: Determination) -> str:
    """What the assessment says could prevent, reduce or delay needs: the decider puts it in words for the person."""
    return str(determination.response.answers.get("prevent", ""))


@transaction.atomic
def write(*, determination: Determination, advice: str, by: User) -> Document:
    """A draft, to be read and sent on the letter's own page."""
    determination = Determination.objects.with_everything().get(pk=determination.pk)
    decision = determination.decision
    document = documents.write_letter(
        subject=determination.subject,
        kind="eligibility_letter",
        greeting=f"Dear {determination.subject.display_name}",
        source=determination,
        by=by,
        title="What we have decided about support for you as a carer"
        if determination.of_a_carer
        else "What we have decided about your care and support",
        blocks=list(_blocks(determination, advice, by)),
        facts={
            "outcome": decision.decided_outcome,
            "figures": decision.figures,
            "rule": decision.rule,
            "on": decision.on.isoformat(),
        },
    )
    actions.keep_letter(determination=determination, letter=document, advice=advice, by=by)
    return document


def _blocks(determination: Determination, advice: str, by: User) -> Iterator[blocks.Block]:
    decision = determination.decision
    eligible = determination.is_eligible
    what = "support as a carer" if determination.of_a_carer else "care and support from the council"
    yield blocks.Paragraph(
        f"We have decided that you {'meet' if eligible else 'do not meet'} the national criteria for {what}.",
        strong=True,
    )
    yield blocks.KeyFacts(
        [
            ("Assessment signed", words.date(determination.response.signed_at)),
            ("Decided on", words.date(decision.on)),
            ("Decided by", ", ".join(filter(None, [decision.decided_by.name, decision.decided_by.job_title]))),
        ]
    )
    yield blocks.Heading("Why")
    yield blocks.Paragraph(determination.reasons)
    if decision.overridden:
        yield blocks.Paragraph(
            f"The rule we work with came to another answer. We decided otherwise because: {decision.override_reason}"
        )
    yield blocks.Paragraph("The facts we worked from, in the words of the regulations:")
    yield blocks.Bullets(decision.because)
    if eligible and determination.needs_decided_on:
        yield from _needs(determination)
    yield blocks.Heading("What you can do to stay well and keep your independence")
    yield blocks.Paragraph(advice)
    yield from _next_steps(determination)
    yield blocks.Paragraph(f"The law: {'; '.join(decision.law)}.")
    yield sign_off(by)


def _needs(determination: Determination) -> Iterator[blocks.Block]:
    labels = eligibility_carer.OUTCOMES if determination.of_a_carer else eligibility_adult.OUTCOMES
    yield blocks.Heading("What we will do about each need")
    for need in determination.needs.all():
        label = labels[need.outcome]
        yield blocks.Paragraph(f"{label[:1].upper()}{label[1:]}", strong=True)
        yield blocks.Paragraph(f"{ANSWERS[need.answer]} {need.reasons} ({need.law})")


def _next_steps(determination: Determination) -> Iterator[blocks.Block]:
    council = the_council()
    yield blocks.Heading("What happens next")
    if determination.is_eligible:
        yield blocks.Paragraph(
            "We will write a plan together with you. It says what matters to you, who does what and "
            "when, and how much money there is for it."
        )
    else:
        yield blocks.Paragraph("Come back to us at any time if things change. You do not have to wait.")
    yield blocks.Paragraph(
        f"If you think that something here is wrong, tell us. Ring {council.telephone} or write to {council.email}. "
        "We will look at it again. You can also complain, and after that ask the Local Government and Social Care "
        "Ombudsman."
    )
