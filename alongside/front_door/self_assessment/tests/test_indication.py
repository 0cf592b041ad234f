"""What answers may mean is said carefully, by the rules, and nobody is turned away."""

from __future__ import annotations

import datetime as dt
import itertools

import pytest

from alongside.foundation.design.easy_read import PICTURES
from alongside.front_door.self_assessment import offers
from alongside.front_door.self_assessment.indication import adult_facts, carer_facts, indication
from alongside.front_door.self_assessment.questionnaires import ADULT_OFFER, CARER_OFFER, GUIDED_SEARCH_OFFER
from alongside.rules import eligibility_adult, eligibility_carer

TODAY = dt.date(2026, 11, 22)
TWO_HARD = {
    "personal_hygiene_own": "much", "personal_hygiene_own_ways": ["needs_assistance"],
    "clothing_own": "some", "clothing_own_ways": ["takes_longer"],
}
HARSH = ("not eligible", "not entitled", "refuse", "no right", "do not qualify", "not qualify", "turned down")


def test_somebody_who_meets_every_condition_may_well_be_entitled():
    said = indication(ADULT_OFFER, {**TWO_HARD, "own_condition": "yes", "own_impact": "a_lot"}, TODAY)
    assert "may well be entitled to care and support" in said.lines[0]
    assert said.hard == ("Washing", "Getting dressed") and "SI 2015/313 reg 2(2)" in said.law


def test_one_thing_a_carer_cannot_do_is_enough():
    said = indication(CARER_OFFER, {
        "own_needed": "yes", "own_impact": "a_lot", "recreation_own": "much",
        "recreation_own_ways": ["pain_distress_anxiety"]}, TODAY)
    assert "may well be entitled to support as a carer" in said.lines[0] and said.hard == ("Time for yourself",)


def test_what_is_not_said_is_not_guessed():
    said = indication(ADULT_OFFER, {**TWO_HARD, "own_condition": "unknown", "own_impact": "some"}, TODAY)
    assert "might be entitled" in said.lines[0]
    facts = adult_facts({"nutrition_own": "much", "own_impact": "some"})
    assert facts["outcomes"]["nutrition"] is None and facts["significant_impact"] is None
    assert carer_facts({})["necessary_care"] is None


@pytest.mark.parametrize("offer", [ADULT_OFFER, CARER_OFFER], ids=lambda offer: offer.key)
def test_whatever_is_answered_nobody_is_turned_away(offer):
    keys = list(eligibility_carer.OUTCOMES if offer.about_a_carer else eligibility_adult.OUTCOMES)
    ways = [None, ["needs_assistance"]]
    for how, way, impact, cause in itertools.product(
            ("well", "some", "much", "not_me"), ways, ("a_lot", "some", "little", "unknown"), ("yes", "no", "unknown")):
        answers = {f"{key}_own": how for key in keys} | {"own_impact": impact, "own_condition": cause,
                                                        "own_needed": cause, "health_deteriorating": cause}
        if way:
            answers |= {f"{key}_own_ways": way for key in keys}
        said = indication(offer, answers, TODAY)
        words = " ".join(said.lines).lower()
        assert "this is not a decision" in words and "you can ask us for an assessment whatever you read here" in words
        assert not [one for one in HARSH if one in words]


def test_a_search_and_an_empty_form_mean_nothing():
    assert indication(GUIDED_SEARCH_OFFER, {"going_on": ["washing"]}, TODAY) is None
    assert indication(ADULT_OFFER, {"safe_now": "safe"}, TODAY) is None


def test_the_outcomes_and_the_ways_are_those_of_the_rules():
    for offer, rule in ((ADULT_OFFER, eligibility_adult), (CARER_OFFER, eligibility_carer)):
        whole = offer.whole()
        asked = [section.key for section in whole.sections if f"{section.key}_own" in {
            question.key for question in section.questions}]
        assert asked == list(rule.OUTCOMES)
        for key in rule.OUTCOMES:
            codes = {code for code, _ in whole.question(f"{key}_own_ways").options}
            assert codes == set(rule.WAYS)


def test_strengths_come_before_what_is_hard():
    for offer in (ADULT_OFFER, CARER_OFFER):
        keys = [section.key for section in offer.whole().sections]
        first_hard = min(keys.index(key) for key in ("nutrition", "own_health"))
        assert max(keys.index(key) for key in ("going_well", "matters", "hopes")) < first_hard
        assert keys[0] == "safe"


@pytest.mark.parametrize("offer", offers.everything(), ids=lambda offer: offer.key)
def test_every_public_question_has_easy_words_and_a_place_for_a_picture(offer):
    for section in offer.whole().sections:
        assert section.easy and section.easy.picture in PICTURES, section.key
        for question in section.questions:
            easy = question.easy
            assert easy and easy.text, question.key
            for line in (easy.text, *easy.lines):
                assert len(line.split()) <= 12, line
            if question.options and isinstance(question.options, tuple) and len(question.options) > 3:
                assert easy.options, question.key
