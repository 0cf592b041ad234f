"""The API. Each room adds its router here, a line each; permissions and audit are those of the pages."""

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from ninja import NinjaAPI, Schema, Status
from ninja.errors import AuthenticationError, ValidationError
from ninja.throttling import AnonRateThrottle
from pydantic import Field

from alongside.care_management.assessments.api import router as assessments
from alongside.care_management.carers.api import router as carers
from alongside.care_management.plans.api import router as plans
from alongside.care_management.reviews.api import router as reviews
from alongside.desk.my_work.api import router as work
from alongside.foundation.access.opening import Restricted
from alongside.foundation.api import Problem
from alongside.foundation.audit.looks import turned_away
from alongside.foundation.permissions import public
from alongside.foundation.permissions.guards import NotAllowed
from alongside.front_door.conversations.api import router as conversations
from alongside.front_door.referrals.api import router as referrals
from alongside.people.people.api import router as people
from alongside.rules import registry
from alongside.rules.decision import BadFacts
from alongside.rules.parameters import NotKnown

api = NinjaAPI(
    title="Alongside",
    version="1",
    description="The record of adult social care, with the same permissions and the same audit as the pages.",
    docs_url=None,  # its page of documentation loads scripts from elsewhere
    urls_namespace="api",
)


def _says(words: str, status: int) -> HttpResponse:
    return JsonResponse({"detail": words}, status=status)


@api.exception_handler(ValidationError)
def _bad_request(request: HttpRequest, problem: ValidationError) -> HttpResponse:
    first: dict[str, Any] = problem.errors[0]
    place = ".".join(str(part) for part in first["loc"] if part not in {"body", "asked"}) or "the body"
    return _says(f"{place}: {first['msg']}.", 422)


@api.exception_handler(AuthenticationError)
def _not_signed_in(request: HttpRequest, problem: AuthenticationError) -> HttpResponse:
    brought = request.headers.get("Authorization")
    return _says("This key is unknown, revoked or for something else." if brought else "Sign in first.", 401)


@api.exception_handler(NotAllowed)
def _not_allowed(request: HttpRequest, problem: NotAllowed) -> HttpResponse:
    return _says(f"Your roles do not hold this permission: {problem}.", 403)


@api.exception_handler(Restricted)
def _restricted(request: HttpRequest, problem: Restricted) -> HttpResponse:
    """To those who may know that the record exists; being turned away is kept."""
    turned_away(request, problem.restriction.subject_id)
    return _says(str(problem), 403)


@api.exception_handler(Http404)
def _not_found(request: HttpRequest, problem: Http404) -> HttpResponse:
    return _says(str(problem) or "Nothing is here.", 404)


class Asked(Schema):
    model_config = {"extra": "forbid"}

    facts: dict[str, Any] = Field(description="as the rule's schema says; absent equals null")
    on: date | None = Field(None, description="the day the decision is for; today when absent")


class Answer(Schema):
    rule: str
    on: date
    outcome: str
    figures: dict[str, Any]
    because: list[str]
    law: list[str]


class RuleListed(Schema):
    rule: str
    title: str
    about: str


# Nobody signs in to ask what the law says, so each address may ask only so often.
OFTEN = AnonRateThrottle("120/m")


@api.get("/decide", response=list[RuleListed], auth=None, throttle=[OFTEN], tags=["rules"], summary="The rules")
@public
def rules(request: HttpRequest) -> list[dict[str, str]]:
    return [{"rule": rule.name, "title": rule.title, "about": rule.about} for rule in registry.list_rules()]


@api.get(
    "/decide/{rule}",
    response={200: dict[str, Any], 404: Problem},
    auth=None,
    throttle=[OFTEN],
    tags=["rules"],
    summary="The facts a rule takes, as JSON Schema",
)
@public
def rule_schema(request: HttpRequest, rule: str) -> Any:
    try:
        return registry.schema(rule)
    except registry.NoSuchRule as problem:
        return Status(404, {"detail": str(problem)})


@api.post(
    "/decide/{rule}",
    response={200: Answer, 404: Problem, 422: Problem},
    auth=None,
    throttle=[OFTEN],
    tags=["rules"],
    summary="What a rule says about some facts; nothing is stored",
)
@public
def decide(request: HttpRequest, rule: str, asked: Asked) -> Any:
    on = asked.on or date.today()
    try:
        return registry.to_json(rule, on, registry.decide(rule, asked.facts, on))
    except registry.NoSuchRule as problem:
        return Status(404, {"detail": str(problem)})
    except (BadFacts, NotKnown) as problem:
        return Status(422, {"detail": str(problem)})


# A line for each slice that answers. What is about a person stands under /people/{subject_id}/.
api.add_router("/people", people)
api.add_router("/people", conversations)
api.add_router("/people", assessments)
api.add_router("/people", carers)
api.add_router("/people", plans)
api.add_router("/people", reviews)
api.add_router("", work)
api.add_router("", referrals)
