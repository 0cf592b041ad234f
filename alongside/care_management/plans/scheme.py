"""Who may sign off a plan, by the council's own scheme: up to which weekly cost, and who above it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.conf import settings

from alongside.foundation.accounts.models import User
from alongside.foundation.design import words
from alongside.foundation.permissions.roles import ROLES
from alongside.rules import council
from alongside.rules.council_limits import SignOffStep


def scheme(on: date) -> Sequence[SignOffStep]:
    steps: Sequence[SignOffStep] = council.load(settings.COUNCIL_PACK).policy("plans.sign_off", on)
    return steps


def source() -> str:
    return council.load(settings.COUNCIL_PACK).decided("plans.sign_off").source


def step_for(cost: Decimal, on: date) -> SignOffStep:
    """The first who may sign a plan of this weekly cost; the last step has no upper cost."""
    steps = scheme(on)
    return next((step for step in steps if step.up_to_weekly is None or cost <= step.up_to_weekly), steps[-1])


def roles_for(cost: Decimal, on: date) -> list[str]:
    """That step's role and those above it."""
    steps = [step.signed_by for step in scheme(on)]
    return steps[steps.index(step_for(cost, on).signed_by):]


def role_in_words(role: str) -> str:
    return ROLES[role].name.lower() if role in ROLES else role.replace("_", " ")


def signs_as(user: User, cost: Decimal, on: date) -> str:
    """The role in which this user may sign a plan of that cost; empty where they may not."""
    return next((role for role in roles_for(cost, on) if user.holds(role)), "") if user.may("plans.sign_off") else ""


def why_not(plan: Any, user: User, cost: Decimal, on: date) -> str:
    """Why this colleague may not sign it off, as a sentence; empty where they may."""
    if plan.written_by_id == user.pk:
        return "You wrote this plan. Somebody else signs it off."
    if signs_as(user, cost, on):
        return ""
    step = step_for(cost, on)
    return f"At {words.money(cost)} a week a {role_in_words(step.signed_by)} signs this plan off ({source()})."
