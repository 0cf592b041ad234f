"""The plan on paper: the blocks of the document that the person gets."""

from __future__ import annotations

from collections.abc import Iterator

from alongside.foundation.design import words
from alongside.foundation.documents.blocks import (
    Block,
    Bullets,
    Heading,
    KeyFacts,
    Paragraph,
    Quote,
    Signatures,
    SignOff,
    Table,
)

from .models import Plan
from .presenters import PlanInWords, in_words


def blocks_of(plan: Plan) -> list[Block]:
    assert plan.response is not None, "a plan is printed once it was sent for sign-off"
    return [*_plan(in_words(plan.response.answers, plan.subject)), *_signatures(plan)]


def _plan(plan: PlanInWords) -> Iterator[Block]:
    yield Heading("What matters to you")
    yield Quote(plan.matters)
    yield Heading("Your strengths, and the people and places around you")
    yield Paragraph(plan.strengths)
    yield Paragraph(plan.networks)
    if plan.communication:
        yield Paragraph(f"How to speak with you: {plan.communication}")
    if plan.caring:
        yield Heading("Your caring")
        yield Quote(plan.caring)
    for outcome in plan.outcomes:
        yield Heading(f"What you want to achieve: {outcome.number}")
        yield Quote(outcome.words)
        rows = [[line.what, line.who, line.how_much or "as needed", line.cost or line.source]
                for _, lines in outcome.groups for line in lines]
        yield Table("Who does what", ["What", "Who", "How much", "Cost, or whose"], rows)
    yield Heading("If plans fail")
    yield Paragraph(plan.contingency)
    for risk in plan.risks:
        yield Bullets([f"A risk you choose to take: {risk.get('risk', '')}. What we agreed: {risk.get('agreed', '')}"])
    if plan.not_met:
        yield Heading("What this plan does not do")
        yield Paragraph(plan.not_met)
    if plan.prevention:
        yield Heading("What can help you stay well")
        yield Paragraph(plan.prevention)
    yield from _budget(plan)
    yield Heading("Your agreement")
    yield Paragraph(f"{plan.agreement}. {plan.agreement_note}".strip())
    yield Paragraph("You can ask us to look at this plan again at any time.", strong=True)


def _budget(plan: PlanInWords) -> Iterator[Block]:
    if not plan.budget.total:
        return
    yield Heading("Your personal budget")
    shares = [(one.label, f"{one.shown} a week") for one in plan.slices]
    yield KeyFacts([("Altogether", f"{words.money(plan.budget.total)} a week"), *shares])
    yield Paragraph("What you pay yourself towards the council’s part is worked out separately, and we write to you "
                    "about it.")
    if plan.direct_payment:
        yield Paragraph(f"Direct payment: {plan.direct_payment}")


def _signatures(plan: Plan) -> Iterator[Block]:
    yield Signatures([plan.subject.display_name, plan.written_by.get_full_name()])
    signer = plan.signed_off_by or plan.written_by
    yield SignOff(signer.get_full_name(), job_title=signer.job_title)
