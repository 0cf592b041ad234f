"""Which page comes next, and two tabs at one answer."""

from __future__ import annotations

import json
import re
import shutil

import pytest
from django.utils import timezone

from alongside.front_door.self_assessment import offers, pack
from alongside.front_door.self_assessment.engine import CHECK, FOUND, SEND, Page, Way, base_of, merged
from alongside.rules import council
from alongside.rules.council_limits import SELF_ASSESSMENT_MEANINGS


def way(key: str, **answers) -> Way:
    offer = offers.offer_of(key)
    return Way(offer, offer.whole(), answers)


def slugs(one: Way) -> list[str]:
    return [step.slug for step in one.steps]


def test_safety_is_asked_first_of_everything():
    for offer in offers.everything():
        assert slugs(Way(offer, offer.whole(), {}))[0] == "safe", offer.key


def test_an_answer_brings_the_questions_that_follow_from_it():
    assert "falls" not in slugs(way("guided_search", safe_now="safe"))
    assert "falls" in slugs(way("guided_search", safe_now="safe", going_on=["falls"]))
    assert "caring" in slugs(way("guided_search", safe_now="safe", for_whom="caring"))
    assert slugs(way("guided_search", safe_now="unsafe"))[1:3] == ["ring-now", "worry"]


def test_a_search_shows_what_it_found_before_all_answers_and_a_story_is_checked_first():
    search, story = way("guided_search", safe_now="safe"), way("about_me", safe_now="safe")
    assert search.after(search.step("near")).key == FOUND
    assert story.after(story.step("would-help")).key == CHECK
    assert story.after(story.step(CHECK)).key == FOUND
    assert search.before(search.step(FOUND)).slug == "near"
    assert slugs(search)[-1] == SEND


def test_going_on_is_where_the_first_page_has_no_answer():
    assert way("about_me").first_open().slug == "safe"
    assert way("about_me", safe_now="safe", for_whom="me").first_open().slug == "good-day"


def test_who_writes_decides_what_is_asked_before_sending():
    assert "about-whom" not in slugs(way("about_me", safe_now="safe", who="me"))
    assert "about-whom" in slugs(way("about_me", safe_now="safe", who="family"))


def test_two_tabs_that_changed_different_answers_both_stand():
    offer = offers.offer_of("about_me")
    declared = offer.whole()
    questions = [declared.question("good_day"), declared.question("matters")]
    base = base_of(questions, {"good_day": "Tea"})
    saved = {"good_day": "Tea", "matters": "My garden"}  # the other tab wrote what matters
    page = Page({"good_day": "Tea with Ida", "matters": None}, json.loads(base))
    after, conflicts = merged(declared, saved, page)
    assert after == {"good_day": "Tea with Ida", "matters": "My garden"} and not conflicts


def test_two_tabs_that_changed_the_same_answer_are_both_shown_and_somebody_chooses():
    declared = offers.offer_of("about_me").whole()
    base = json.loads(base_of([declared.question("good_day")], {"good_day": "Tea"}))
    saved = {"good_day": "Tea with Ida"}
    after, (conflict,) = merged(declared, saved, Page({"good_day": "Coffee"}, base))
    assert after == saved and conflict.said == ("Coffee", "Tea with Ida")
    assert merged(declared, saved, Page({"good_day": "Coffee"}, base, {"good_day": "mine"})) == (
        {"good_day": "Coffee"}, [])
    assert merged(declared, saved, Page({"good_day": "Coffee"}, base, {"good_day": "theirs"})) == (saved, [])


def test_the_pack_is_checked_against_questions_and_headings(monkeypatch):
    pack.check()
    monkeypatch.setattr(pack, "current", lambda: pack.Pack({"going_on": {"dragons": ("washing",)}}))
    with pytest.raises(pack.BadCouncil, match="recommend.going_on.dragons"):
        pack.check()


BY_MEANING = {
    "guided_search": {"guided-search", "about-me"}, "care_act": {"adult", "carer"}, "self_funder": {"self-funder"},
    # Neither brings a form: the one counts, the other says more at the end of the forms there are.
    "counted": set(), "eligibility_and_contribution": set(),
}


@pytest.mark.django_db
@pytest.mark.parametrize("meaning", SELF_ASSESSMENT_MEANINGS)
def test_the_council_chooses_which_meanings_it_offers(client, settings, tmp_path, meaning):
    chosen = council.load(settings.COUNCIL_PACK).policy("self_assessment.offered", timezone.localdate())
    assert [one.meaning for one in chosen] != [meaning], "the example offers more than one"
    settings.COUNCIL_PACK = shutil.copytree(settings.COUNCIL_PACK, tmp_path / "pack")
    file = settings.COUNCIL_PACK / "policy" / "self_assessment.yaml"
    file.write_text(re.sub(r"(        - \{meaning: \w+\}\n)+", f"        - {{meaning: {meaning}}}\n",
                           file.read_text(encoding="utf-8")), encoding="utf-8")
    theirs = BY_MEANING[meaning]
    others = {one.slug for one in offers.everything()} - theirs
    assert {one.slug for one in offers.offered()} == theirs
    page = client.get("/help-me-work-it-out/").content.decode()
    linked = set(re.findall(r"/help-me-work-it-out/([a-z-]+)/", page)) & (theirs | others)
    assert linked == theirs
    for slug in theirs:
        assert client.get(f"/help-me-work-it-out/{slug}/").status_code == 200, slug
    for slug in others:
        assert client.get(f"/help-me-work-it-out/{slug}/").status_code == 404, slug
    assert pack.counts() == (meaning == "counted")
