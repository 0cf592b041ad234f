"""What somebody may be asked to pay, roughly: by the charging rule, where there is one. It decides nothing."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from alongside.foundation.limits.guard import limited
from alongside.foundation.permissions import public
from alongside.rules import registry
from alongside.rules.decision import BadFacts
from alongside.rules.parameters import NotKnown

from .. import contribution as contributions
from ..engine import FOUND
from .steps import offer_at


@public
@limited("self_assessment.contribution", per_minute=60)
def contribution(request: HttpRequest, slug: str) -> HttpResponse:
    offer = offer_at(slug)
    if not contributions.there() or not offer.indicates:
        raise Http404("What somebody may be asked to pay cannot be worked out here.")
    rule = registry.rule(contributions.RULE)
    form = contributions.FactsForm(request.POST if request.method == "POST" else None, schema=rule.schema)
    decision = None
    if request.method == "POST" and form.is_valid():
        try:
            decision = registry.decide(rule.name, form.facts, timezone.localdate())
        except (BadFacts, NotKnown) as problem:
            form.add_error(None, str(problem))
    return render(request, "self_assessment/contribution.jinja", {
        "offer": offer, "form": form, "decision": decision, "rule": rule,
        "figures": contributions.figures(decision) if decision else [],
        "back": reverse("self_assessment:step", args=[offer.slug, FOUND])})
