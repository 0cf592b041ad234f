"""Given records of every kind, when a worker opens them on a telephone, then each page fits and is sound."""

from __future__ import annotations

import pytest
from django.urls import reverse

from alongside.care_management.assessments import actions
from alongside.care_management.assessments.tests.factories import make_draft, make_signed
from alongside.care_management.capacity.tests.factories import make_assessed, make_capacity
from alongside.care_management.carers.tests import factories as carers
from alongside.care_management.eligibility import actions as eligibility
from alongside.care_management.eligibility.actions import NeedAnswer
from alongside.care_management.eligibility.basis import basis
from tests.browser import axe, picture, sign_in

pytest_plugins = ["tests.browser"]
pytestmark = pytest.mark.journey


def pages_of(westmere):
    """Name and address of every page, with something to show on each."""
    amara, edith, today = westmere.amara, westmere.edith, westmere.today
    team = westmere.council.teams["north"]
    signed = make_signed(edith, by=amara)
    determination = eligibility.determine(
        basis=basis(signed, today), by=amara, reasons="You cannot cook or wash alone."
    )
    eligibility.decide_needs(
        determination=determination,
        by=amara,
        residence="here",
        answers={
            "nutrition": NeedAnswer("duty", "Nobody else can"),
            "personal_hygiene": NeedAnswer("met_by_carer", "Joan does"),
        },
    )
    unclear = make_signed(westmere.joan, by=amara, impairment="unknown", impairment_what=None)
    full = actions.start(subject=edith, team=team, by=amara, assessor=amara, depth="full")
    supported = actions.start(subject=edith, team=team, by=amara, assessor=amara, kind="occupational_therapy")
    make_draft(supported)
    as_carer = carers.make_carers_assessment(westmere.joan, by=amara, cared_for=edith, team=team)
    capacity, lacking = make_capacity(edith, by=amara), make_assessed(by=amara)
    one = [edith.pk, full.pk]
    for name in ("index", "start"):
        yield f"assessments-{name}", reverse(f"assessments:{name}", args=[edith.pk])
    yield "assessments-board", reverse("assessments:board") + "?show=all"
    for part in ("who", "taking_part", "nutrition", "wellbeing", "in_sum"):
        yield f"write-{part}", reverse("assessments:write", args=[*one, part])
    for name in ("give", "end"):
        yield f"assessment-{name}", reverse(f"assessments:{name}", args=one)
    for name in ("read", "share", "correct", "print"):
        yield f"assessment-{name}", reverse(f"assessments:{name}", args=[edith.pk, signed.pk])
    yield "assessment-to-sign", reverse("assessments:to_sign", args=[edith.pk, supported.pk])
    yield "assessment-ask", reverse("assessments:send_to_sign", args=[edith.pk, supported.pk])
    yield "eligibility-missing", reverse("eligibility:decide", args=[unclear.subject_id, unclear.pk])
    yield "eligibility-again", reverse("eligibility:decide", args=[edith.pk, signed.pk])
    for name in ("read", "needs", "letter"):
        yield f"eligibility-{name}", reverse(f"eligibility:{name}", args=[edith.pk, determination.pk])
    yield "carers-index", reverse("carers:index", args=[westmere.joan.pk])
    yield "carers-start", reverse("carers:start", args=[westmere.joan.pk])
    for name in ("read", "give", "bring_back"):
        yield f"carers-{name}", reverse(f"carers:{name}", args=[westmere.joan.pk, as_carer.pk])
    yield "carers-write", reverse("carers:write", args=[westmere.joan.pk, as_carer.pk, "contingency"])
    yield "capacity-start", reverse("capacity:start", args=[edith.pk])
    yield "capacity-abilities", reverse("capacity:write", args=[edith.pk, capacity.pk, "abilities"])
    yield "capacity-read", reverse("capacity:read", args=[lacking.subject_id, lacking.pk])
    yield "best-interests", reverse("capacity:best_interests", args=[lacking.subject_id, lacking.pk, "decider"])


def test_every_page_fits_a_telephone_and_a_desk(small_page, page, live_server, westmere):
    addresses = list(pages_of(westmere))
    for shown, width in ((small_page, 390), (page, 1280)):
        sign_in(shown, live_server, "social_worker")
        for name, address in addresses:
            answer = shown.goto(f"{live_server.url}{address}")
            assert answer.status == 200, address
            axe(shown)
            picture(shown, f"{width}-{name}")
