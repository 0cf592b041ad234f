"""Whatever is answered, in whatever order, from however many tabs: no page breaks, and no word is lost."""

from __future__ import annotations

from random import Random
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from alongside.foundation.accounts.personas import ensure_demo_council
from alongside.foundation.limits import counting
from alongside.foundation.questionnaires import answers as reading
from alongside.front_door.directory.tests import factories as entries
from alongside.front_door.self_assessment import offers
from alongside.front_door.self_assessment.models import Sent, Started
from alongside.rules import registry
from alongside.rules.decision import Decision
from alongside.rules.facts import YES_NO, facts_schema, whole_number

pytestmark = pytest.mark.django_db
ODD = ("", " ", "x" * 5000, "31/02/2026", "-1", "é‮👩🏽‍🦽’\u0301", "<script>alert(1)</script>", "{{ 7*7 }}", "\x00",
       "9" * 60, "safe", "no", "'; DROP TABLE self_assessment_sent; --", "my son hits me", "WM4 2AB")


@pytest.fixture(autouse=True)
def westmere(monkeypatch):
    cache.clear()
    monkeypatch.setattr(counting, "allow", lambda *args, **kwargs: True)
    monkeypatch.setattr("alongside.foundation.limits.guard.allow", lambda *args, **kwargs: True)
    entries.terms()
    entries.service("Knitting table", about=("social_groups",), description="Wool.")
    return ensure_demo_council()


def some_answers(draw: Random, declared: Any) -> dict[str, Any]:
    """What a form, an old tab or a machine might send."""
    sent: dict[str, Any] = {"keys": ",".join(draw.sample([one.key for one in declared.questions()], 6)),
                            "base": draw.choice(["", "{}", "[]", "nonsense", '{"good_day": 1}']),
                            "do": draw.choice(["next", "later", "add-people", "nonsense", ""]),
                            "back_to": draw.choice(["", "check-your-answers", "check-and-send", "zzz"])}
    for question in declared.questions():
        known = [code for code, _ in reading.options(question)] if question.kind not in ("rows",) else []
        sent[question.key] = draw.choice([*known, *known, *ODD]) if known else draw.choice(ODD)
    sent |= {"people-numbers": [str(draw.randrange(20)) for _ in range(3)], "people-0-name": draw.choice(ODD),
             "date_of_birth_day": draw.choice(ODD), "date_of_birth_month": "2", "date_of_birth_year": "1940",
             "stands-good_day": draw.choice(["mine", "theirs", "zzz"]), "enough": draw.choice(["yes", "no", "zzz"])}
    return sent


@pytest.mark.parametrize("seed", range(8))
def test_random_answers_never_break_a_page(seed, client):
    draw = Random(seed)
    client.raise_request_exception = True
    offer = draw.choice(offers.offered())
    declared = offer.whole()
    client.post(reverse("self_assessment:start", args=[offer.slug]))
    slugs = [section.key.replace("_", "-") for section in declared.sections]
    slugs += ["check-your-answers", "what-may-help", "check-and-send", "zzz"]
    for _ in range(60):
        path = reverse("self_assessment:step", args=[offer.slug, draw.choice(slugs)])
        if draw.random() < 0.6:
            keys = {"keys": ",".join(question.key for question in declared.questions())} if draw.random() < 0.7 else {}
            answer = client.post(path, {**some_answers(draw, declared), **keys}, **(
                {"headers": {"accept": "application/json"}} if draw.random() < 0.2 else {}))
        else:
            answer = client.get(path, {"back_to": draw.choice(["", "check-and-send", "zzz"])})
        assert answer.status_code in (200, 302, 409), (path, answer.status_code)
    for name in ("start", "later", "leave", "throw_away", "on", "sent", "for_work", "paper"):
        if name != "on":
            assert client.get(reverse(f"self_assessment:{name}", args=[offer.slug])).status_code in (200, 302)


@pytest.mark.parametrize("seed", range(6))
def test_a_word_once_saved_is_not_lost_by_wandering_about(seed, client):
    """Changing what is asked hides an answer and never takes it."""
    draw, story = Random(seed), f"A story nobody may lose, {seed}"
    client.post(reverse("self_assessment:start", args=["about-me"]))
    path = reverse("self_assessment:step", args=["about-me", "worry"])
    client.post(reverse("self_assessment:step", args=["about-me", "safe"]),
                {"keys": "safe_now", "safe_now": "worrying"})
    client.post(path, {"keys": "worry", "worry": story})
    others = [one for one in offers.offer_of("about_me").whole().sections if one.key not in ("worry",)]
    for _ in range(25):
        section = draw.choice(others)
        questions = {one.key: draw.choice(ODD) for one in section.questions if one.kind != "rows"}
        client.post(reverse("self_assessment:step", args=["about-me", section.key.replace("_", "-")]),
                    {"keys": ",".join(questions), **questions})
        client.get(reverse("self_assessment:step", args=["about-me", "check-your-answers"]))
    assert Started.objects.get().answers["worry"] == story


@pytest.mark.parametrize("path", ["mine", "code"])
@pytest.mark.parametrize("odd", ODD)
def test_odd_addresses_and_codes_are_answered(path, odd):
    browser = Client()
    if path == "code":
        browser.post(reverse("self_assessment:mine"), {"address": "somebody@post.example"})
    answer = browser.post(reverse(f"self_assessment:{path}"), {"address": odd, "code": odd})
    assert answer.status_code in (200, 302)
    assert browser.get(reverse("self_assessment:where", args=["zzz"])).status_code == 302
    assert not Sent.objects.exists()


# --- what somebody may be asked to pay --------------------------------------------------------------------------------


def a_charging_rule() -> Any:
    return SimpleNamespace(
        name="indicative_contribution", title="Indicative contribution", about="", schema=facts_schema(
            "Indicative contribution", {"savings": whole_number(0), "lives_alone": YES_NO}),
        facts_from=dict, decide=lambda facts, on: Decision(
            outcome="contributes", figures={"a_week": facts["savings"] // 100},
            because=(f"You have savings of £{facts['savings']}.",), law=("Care Act 2014 s14",)))


def test_what_it_may_cost_is_offered_once_the_charging_rules_are_there(client, monkeypatch):
    page = reverse("self_assessment:contribution", args=["self-funder"])
    client.post(reverse("self_assessment:start", args=["self-funder"]))
    client.post(reverse("self_assessment:step", args=["self-funder", "safe"]), {"keys": "safe_now", "safe_now": "safe"})
    found = reverse("self_assessment:step", args=["self-funder", "what-may-help"])
    assert "indicative_contribution" not in registry.RULES
    assert page not in client.get(found).content.decode() and client.get(page).status_code == 404
    monkeypatch.setattr(registry, "RULES", {**registry.RULES, "indicative_contribution": a_charging_rule()})
    assert page in client.get(found).content.decode()
    assert "Lives alone" in client.get(page).content.decode()
    said = client.post(page, {"savings": "24000", "lives_alone": "yes"}).content.decode()
    assert "You have savings of £24000." in said and "240" in said and "Nobody has decided anything" in said
    assert "There is a problem" in client.post(page, {"savings": "a lot"}).content.decode()
