"""A plan in words: its outcomes with who does what, its budget, its state."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.urls import reverse

from alongside.foundation import codelists
from alongside.foundation.design import words
from alongside.foundation.design.shapes import Fact, Row, Slice, Tag
from alongside.rules import eligibility_adult, eligibility_carer

from . import written
from .budget import Budget, budget_of
from .models import Copy, Plan, ShortTermSupport, Support

Answers = Mapping[str, Any]
NEEDS = {**eligibility_carer.OUTCOMES, **eligibility_adult.OUTCOMES}
DIRECT_PAYMENT_ANSWERS = {"wants": "They want one", "partly": "They want one for a part of it",
                          "thinking": "They are thinking about it", "no": "They do not want one"}
GROUP_TITLES = {"around": "Themselves, and the people and places around them", "equipment": "Equipment and health",
                "services": "Services"}


@dataclass(frozen=True)
class LineInWords:
    what: str
    who: str
    how_much: str
    source: str
    cost: str
    from_day: str = ""


@dataclass(frozen=True)
class OutcomeInWords:
    number: int
    words: str
    in_short: str
    needs: tuple[str, ...]
    groups: tuple[tuple[str, tuple[LineInWords, ...]], ...]


@dataclass(frozen=True)
class PlanInWords:
    """Everything that is printed, in its order. Written from answers, so that a draft reads as it will stand."""

    matters: str
    strengths: str
    networks: str
    communication: str
    caring: str
    life_beside: str
    outcomes: tuple[OutcomeInWords, ...]
    contingency: str
    risks: tuple[Mapping[str, str], ...]
    not_met: str
    prevention: str
    budget: Budget
    slices: tuple[Slice, ...]
    direct_payment: str
    budget_note: str
    took_part: str
    agreement: str
    agreement_note: str
    starts_on: date | None
    support_starts_on: date | None


def in_words(answers: Answers, subject: Any) -> PlanInWords:
    plan = written.read(answers)
    budget = budget_of(plan.lines)
    said = {key: answers.get(key) or "" for key in (
        "matters", "strengths", "networks", "communication", "contingency", "not_met", "prevention", "budget_note",
        "took_part", "agreement_note")}
    return PlanInWords(
        **said,
        caring=answers.get("willing") or "",
        life_beside=answers.get("life_beside") or "",
        outcomes=tuple(_outcome(outcome, subject) for outcome in plan.outcomes),
        risks=tuple(answers.get("risks") or ()),
        budget=budget,
        slices=tuple(slices(budget, subject)),
        direct_payment=direct_payment(answers),
        agreement=agreement(answers),
        starts_on=written.day(answers.get("starts_on")),
        support_starts_on=written.day(answers.get("support_starts_on")),
    )


def _outcome(outcome: written.WrittenOutcome, subject: Any) -> OutcomeInWords:
    groups = []
    for group, title in GROUP_TITLES.items():
        lines = tuple(_line(line, subject) for line in outcome.lines if line.group == group)
        if lines:
            groups.append((title, lines))
    needs = tuple(NEEDS.get(need, need) for need in outcome.needs)
    return OutcomeInWords(outcome.number, outcome.words, outcome.in_short, needs, tuple(groups))


def _line(line: written.Line, subject: Any) -> LineInWords:
    return LineInWords(
        what=line.what, who=line.who, how_much=line.how_much or _hours(line.hours_a_week),
        source=_source(line.source), cost=_cost(line.weekly_cost, line.funder, subject),
        from_day=words.short_date(line.starts_on),
    )


def _source(code: str) -> str:
    return codelists.label(Support.SOURCES, code) if code in Support.ORDER else ""


def _hours(hours: Decimal | None) -> str:
    return words.plural(_bare(hours), "hour") if hours else ""


def _bare(amount: Decimal) -> Any:
    return int(amount) if amount == amount.to_integral_value() else amount.normalize()


def _cost(cost: Decimal | None, funder: str, subject: Any) -> str:
    if cost is None:
        return ""
    if not cost:
        return "Free"
    return (
        f"{words.money(cost)} a week, {funder_in_words(funder, subject)}" if funder else f"{words.money(cost)} a week"
    )


def funder_in_words(code: str, subject: Any) -> str:
    """The person by name: "Winifred £71.20"."""
    if code == "person":
        return str(subject.display_name).split(" ")[0]
    try:
        return codelists.label("support_funder", code)
    except LookupError:
        return code


def slices(budget: Budget, subject: Any) -> Iterable[Slice]:
    """Who pays, for the bar and its key."""
    for share in budget.shares:
        yield Slice(funder_in_words(share.funder, subject), float(share.amount), words.money(share.amount))


def direct_payment(answers: Answers) -> str:
    offered = written.day(answers.get("direct_payment_offered_on"))
    if offered is None:
        return ""
    said = DIRECT_PAYMENT_ANSWERS.get(answers.get("direct_payment_answer") or "", "")
    reason = answers.get("direct_payment_reason") or ""
    parts = [f"Offered on {words.date(offered)}.", f"{said}." if said else "", f"“{reason}”" if reason else ""]
    return " ".join(filter(None, parts))


def agreement(answers: Answers) -> str:
    agreed = answers.get("agreed")
    if agreed not in Plan.Agreed.values:
        return ""
    day = written.day(answers.get("agreed_on"))
    return f"{Plan.Agreed(agreed).label}{f', {words.date(day)}' if day else ''}"


# --- a plan among others --------------------------------------------------------------------------------------------


def tag(plan: Plan, today: date) -> Tag:
    if plan.is_in_force(today):
        return Tag(f"In force, ends on {words.date(plan.ended_on)}" if plan.ended_on else "In force", "done")
    if plan.is_to_come(today):
        return Tag(f"Starts on {words.date(plan.starts_on)}", "soon")
    if plan.is_awaiting_sign_off:
        return Tag("Waiting for sign-off", "soon")
    if plan.is_being_written:
        return Tag("Sent back", "soon") if plan.sent_back_at else Tag("Being written", "work")
    return Tag("Set aside" if plan.signed_off_at is None else "Ended")


def title(plan: Plan) -> str:
    if plan.signed_off_at and plan.starts_on:
        return f"{plan.get_kind_display()} from {words.date(plan.starts_on)}"
    return f"{plan.get_kind_display()}, begun {words.date(plan.started_writing_at)}"


@dataclass(frozen=True)
class PlanCard:
    """A plan in force, or one that is still to start, on the person's page and on the tab."""

    plan: Plan
    title: str
    note: str
    rows: list[list[Any]]
    budget: Budget
    slices: list[Slice]


def cards(plans: Iterable[Plan], today: date) -> list[PlanCard]:
    """What stands today first, then what is to come."""
    return [
        PlanCard(plan, *_card_words(plan, today), support_table(plan), *budget_bar(plan))
        for plan in sorted(plans, key=lambda plan: plan.is_to_come(today))
    ]


def _card_words(plan: Plan, today: date) -> tuple[str, str]:
    what = "Carer’s plan" if plan.of_a_carer else "Plan"
    if plan.is_to_come(today):
        return "Support to come", f"{what} starts on {words.date(plan.starts_on)}"
    until = f", ends on {words.date(plan.ended_on)}" if plan.ended_on else ""
    return "Support now", f"{what} from {words.date(plan.starts_on)}{until}"


def stands_when(plan: Plan, today: date) -> str:
    """For the top of its page, where it does not simply stand: from which day, or until which."""
    if plan.is_to_come(today):
        before = " The plan before it stays in force until then." if plan.replaces else ""
        return f"This plan starts on {words.date(plan.starts_on)}.{before}"
    if plan.ended_on and plan.is_in_force(today):
        after = "another plan takes its place" if plan.end_reason == "replaced" else "it ends"
        return f"This plan is in force until {words.date(plan.ended_on)}, when {after}."
    return ""


def facts(plan: Plan, today: date) -> list[Fact]:
    """Who, when, on which decision: beside the plan."""
    found = [Fact("Written by", plan.written_by.get_full_name())]
    if plan.signed_off_by and plan.signed_off_at:
        found.append(Fact("Signed off", f"{plan.signed_off_by.get_full_name()}, {words.date(plan.signed_off_at)}"))
    if plan.starts_on:
        found.append(Fact("Starts", words.date(plan.starts_on)))
    if plan.support_starts_on:
        found.append(Fact("Support starts", words.date(plan.support_starts_on)))
    if plan.ended_on:
        found.append(
            Fact(
                "Ends" if plan.ended_on > today else "Ended",
                f"{words.date(plan.ended_on)}: {codelists.label('plan_end_reason', plan.end_reason).lower()}",
                note=plan.end_note,
            )
        )
    found.append(Fact("Rests on", f"Eligibility decided {words.date(plan.determination.decision.decided_at)}",
                      href=reverse("eligibility:read", args=[plan.subject_id, plan.determination_id])))
    if plan.replaces:
        found.append(Fact("Takes the place of", title(plan.replaces),
                          href=reverse("plans:read", args=[plan.subject_id, plan.replaces_id])))
    return found


def copies(plan: Plan) -> list[str]:
    return [copy_in_words(copy) for copy in plan.copies.all()]


def copy_in_words(copy: Copy) -> str:
    easy = ", easy-read version" if copy.easy_read else ""
    return f"{copy.given_to}, {words.date(copy.given_on)}: {copy.get_how_display().lower()}{easy}"


def support_table(plan: Plan) -> list[list[Any]]:
    """The person page's table: what and towards which outcome, who, how much, pounds a week."""
    return [[
        {"text": line.what, "note": outcome.in_short}, _who(line), line.how_much or _hours(line.hours_a_week),
        words.money(line.weekly_cost) if line.weekly_cost else _whose(line),
    ] for outcome in plan.outcomes.all() for line in outcome.ordered_supports]


def _who(line: Support) -> str:
    return f"Direct payment, {line.who}" if line.source == "direct_payment" else line.who


def _whose(line: Support) -> str:
    """Where no money is spent: whose doing it is."""
    return "Themselves" if line.source == "self" else line.source_in_words


def budget_bar(plan: Plan) -> tuple[Budget, list[Slice]]:
    budget = budget_of(plan.ordered_supports)
    return budget, list(slices(budget, plan.subject))


@dataclass(frozen=True)
class InPlaceInWords:
    """Support of the council's as it is in place: what it counts as, since when, until when."""

    support: Any
    what: str
    kind: str
    since: str
    price: str
    goes_on: bool


def in_place(lines: Iterable[Support | ShortTermSupport]) -> list[InPlaceInWords]:
    return [
        InPlaceInWords(
            line, f"{line.what}: {line.who}", line.service_in_words.partition(":")[0], _since(line), _price(line),
            line.final_day is None,
        )
        for line in lines
    ]


def in_place_words(line: Support | ShortTermSupport) -> str:
    return f"{line.what}: {line.who}. {_since(line)}."


def _since(line: Support | ShortTermSupport) -> str:
    began = f"Since {words.date(line.first_day)}" if line.first_day else "Since a day nobody wrote down"
    if line.final_day is None:
        return began
    why = f": {codelists.label('support_end_reason', line.end_reason).lower()}" if line.end_reason else ""
    return f"{words.date(line.first_day)} to {words.date(line.final_day)}{why}"


def _price(line: Support | ShortTermSupport) -> str:
    if line.unit_cost is None or line.planned_units is None:
        return ""
    unit = codelists.label("cost_frequency", line.cost_frequency).lower()
    many = f", {_bare(line.planned_units)} a week" if line.planned_units != 1 else ""
    return f"{words.money(line.unit_cost)} {unit}{many}"


def sign_off_row(plan: Plan, today: date) -> Row:
    """A line of the board of plans that wait for a signature. `plan.cost` comes from the queryset."""
    sent = plan.sent_for_sign_off_at
    return Row(
        day=words.short_date(sent, today),
        day_note=words.ago(sent, today) if sent else "",
        name=plan.subject.display_name,
        why=f"{plan.get_kind_display()}, {words.money(getattr(plan, 'cost', None) or 0)} a week",
        keeper=plan.written_by.get_full_name(),
        keeper_note="wrote it",
        href=reverse("plans:sign_off", args=[plan.subject_id, plan.pk]),
    )
