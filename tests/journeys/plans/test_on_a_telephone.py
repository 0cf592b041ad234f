"""Given plans and reviews in every state, when they are read on a telephone, then every page fits and is clean."""

from __future__ import annotations

import pytest
from django.urls import reverse

from alongside.care_management.plans.tests.factories import make_plan, make_sent, make_signed_off, write
from alongside.care_management.reviews.models import Review
from alongside.care_management.reviews.tests.factories import make_held
from tests.browser import axe, picture, sign_in

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def test_every_page_fits_a_telephone(small_page, live_server, council, decided, amara):
    page, winnie = small_page, decided.subject
    helen = council.users["team_manager"]
    old = make_signed_off(make_plan(decided, by=amara), by=helen, started=400)
    make_held(Review.objects.outstanding().get(plan=old), by=amara, result="change", change_words="Fewer visits")
    version = old.replacements.get()
    late = make_signed_off(make_plan(), by=helen, started=70)
    waiting = make_sent()
    sign_in(page, live_server, "team_manager")
    for name, address in {
        "board": reverse("reviews:board") + "?show=overdue&team=north",
        "large": reverse("reviews:large"), "figures": reverse("reviews:figures"), "to_sign_off": reverse("plans:board"),
        "sign_off": reverse("plans:sign_off", args=[waiting.subject_id, waiting.pk]),
        "late": reverse("reviews:late", args=[late.subject_id, Review.objects.outstanding().get(plan=late).pk]),
        "ask": reverse("reviews:ask", args=[late.subject_id, late.pk]),
        "end": reverse("plans:end", args=[late.subject_id, late.pk]),
        "copy": reverse("plans:copy", args=[late.subject_id, late.pk]),
        "colleague": reverse("plans:write", args=[winnie.pk, version.pk]),
    }.items():
        page.goto(live_server.url + address)
        axe(page)
        picture(page, f"small_{name}")
    write(version)
    sign_in(page, live_server, "social_worker")
    held = Review.objects.done().get()
    for name, address in {
        "tab": reverse("plans:index", args=[winnie.pk]), "read": reverse("plans:read", args=[winnie.pk, old.pk]),
        "print": reverse("plans:print", args=[winnie.pk, old.pk]),
        "easy_read": reverse("plans:easy_read", args=[winnie.pk, old.pk]),
        "write": reverse("plans:write", args=[winnie.pk, version.pk, "outcome_1"]),
        "check": reverse("plans:check", args=[winnie.pk, version.pk]),
        "person": reverse("desk:person", args=[winnie.pk]),
        "then_and_now": reverse("reviews:read", args=[winnie.pk, held.pk]),
        "hold": reverse("reviews:hold", args=[winnie.pk, Review.objects.outstanding().get(plan=old).pk, "outcomes"]),
    }.items():
        page.goto(live_server.url + address)
        axe(page)
        picture(page, f"small_{name}")
