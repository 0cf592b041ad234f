import json
import re

import pytest
from django.db import connection
from django.urls import reverse

from alongside.foundation.accounts.tests.factories import make_subject, make_user, restrict
from alongside.foundation.questionnaires import actions
from alongside.foundation.questionnaires.models import Draft, Response
from alongside.foundation.questionnaires.presenters import begun_beside, draft_lines, kept_versions, side_by_side

from .demo_site import SITE
from .factories import draft_of, sent

pytestmark = [pytest.mark.django_db, pytest.mark.urls(SITE)]


@pytest.fixture
def amara():
    return make_user("social_worker", name="Amara Bello")


@pytest.fixture
def ivy():
    return make_subject("Ivy Broadbent")


@pytest.fixture
def desk(client, amara):
    client.force_login(amara)
    return client


def fields(page):
    """What the form of a page would send untouched."""
    html = page.content.decode()
    return {name: re.search(rf'name="{name}" value="([^"]*)"', html).group(1).replace("&#34;", '"')
            for name in ("revision", "token", "keys", "base")}


def talk(ivy):
    return reverse("talk", args=[ivy.pk])


def test_a_page_saves_and_stays(desk, ivy):
    page = desk.get(talk(ivy))
    answer = desk.post(talk(ivy), {**fields(page), "unsafe": "worrying", "one_line": "Well", "do": "save"})
    assert answer.status_code == 302 and answer.url == talk(ivy)
    again = desk.get(talk(ivy)).content.decode()
    assert 'value="Well"' in again and "Saved " in again and ", on the server" in again
    assert "al-steps__step--done" in again


def test_every_error_leads_to_its_box(desk, ivy):
    page = desk.get(talk(ivy))
    answer = desk.post(talk(ivy), {**fields(page), "unsafe": "yes", "spoke_on_day": "31", "spoke_on_month": "2",
                                   "spoke_on_year": "2026", "promises-numbers": "0", "promises-0-_row": "ab",
                                   "promises-0-who": "Me", "saved_a_week": "lots", "do": "sign"})
    html = answer.content.decode()
    links = re.findall(r'<a href="#(id_[^"]+)">', html)
    assert links == ["id_danger", "id_promises-0-what", "id_spoke_on_day", "id_saved_a_week"]
    assert all(f'id="{link}"' in html for link in links)
    assert 'value="lots"' in html, "what was typed is still there"
    assert "<title>Error: " in html and not Response.objects.exists()


def test_an_error_on_another_part_leads_to_its_page(desk, ivy):
    part = reverse("one_part", args=[ivy.pk, "agreed"])
    html = desk.post(part, {**fields(desk.get(part)), "do": "sign"}).content.decode()
    assert f'href="{reverse("one_part", args=[ivy.pk, "safe"])}#id_unsafe"' in html


def test_a_complete_page_is_signed(desk, ivy, amara):
    page = desk.get(talk(ivy))
    answer = desk.post(talk(ivy), {**fields(page), "unsafe": "no", "in_their_words": "Quite well.", "do": "sign"},
                       follow=True)
    assert "“Quite well.”" in answer.content.decode()
    assert Response.objects.get().signed_by == amara and not Draft.objects.exists()


def test_a_conflict_is_shown_and_never_signed(desk, ivy):
    one, two = fields(desk.get(talk(ivy))), fields(desk.get(talk(ivy)))
    desk.post(talk(ivy), {**one, "unsafe": "no", "one_line": "Well", "do": "save"})
    html = desk.post(talk(ivy), {**two, "unsafe": "no", "one_line": "Ill", "do": "sign"}).content.decode()
    assert "Changed in another window too." in html and 'value="Ill"' in html and "Well" in html
    assert not Response.objects.exists() and Draft.objects.get().answers["one_line"] == "Well"


def test_colleagues_who_began_the_same_are_named(desk, ivy):
    tom = make_user("social_worker", name="Tom Ashworth")
    begun = draft_of(tom, subject=ivy, about=f"tests.talk:{ivy.pk}")
    actions.save_draft(draft=begun, sent=sent(begun, {"one_line": "Begun"}), by=tom)
    assert "Tom Ashworth started this on" in desk.get(talk(ivy)).content.decode()
    assert begun_beside(Draft.objects.get(owner=tom)).startswith("Tom Ashworth started this on")


def test_a_page_without_its_script_hears_a_promise_on_save_and_keeps_it(desk, ivy):
    desk.post(talk(ivy), {**fields(desk.get(talk(ivy))), "in_their_words": "I'll ring Carol by Friday.", "do": "save"})
    page = desk.get(talk(ivy))
    assert "That sounds like a promise." in page.content.decode().split("<template data-noticed-template>")[0]
    desk.post(talk(ivy), {**fields(page), "in_their_words": "I'll ring Carol by Friday.",
                          "keep_promise": "in_their_words-0",
                          "noticed-in_their_words-0-sentence": "I'll ring Carol by Friday.",
                          "noticed-in_their_words-0-what": "Ring Carol", "noticed-in_their_words-0-who": "Me"})
    draft = Draft.objects.get()
    assert [(row["what"], row["who"]) for row in draft.answers["promises"]] == [("Ring Carol", "Me")]
    assert draft.settled == ["I'll ring Carol by Friday."]


def autosave(desk, draft, **data):
    return desk.post(reverse("questionnaires:autosave", args=[draft.pk]), data)


def test_autosave_answers_with_its_clock_and_ground(desk, amara):
    draft = draft_of(amara)
    answer = autosave(desk, draft, keys="one_line", one_line="Well", revision="0", base='{"one_line": "74234e98afe7"}')
    said = answer.json()
    assert answer.status_code == 200 and said["state"] == "saved" and said["revision"] == 1
    assert re.fullmatch(r"\d{1,2}\.\d\d", said["saved_at"]) and set(said["base"]) == {"one_line"}


def test_autosave_answers_409_with_both_versions(desk, amara):
    draft = draft_of(amara)
    autosave(desk, draft, keys="one_line", one_line="Well", revision="0")
    answer = autosave(desk, draft, keys="one_line,hours", one_line="Ill", hours="3", revision="0")
    [conflict] = answer.json()["conflicts"]
    assert answer.status_code == 409 and (conflict["mine"], conflict["theirs"]) == ("Ill", "Well")
    assert "Ill" in conflict["html"] and "Well" in conflict["html"]
    assert Draft.objects.get().answers == {"one_line": "Well", "hours": 3}


def test_signed_out_is_said_in_words_a_script_understands(client, amara):
    draft = draft_of(amara)
    for answer in (autosave(client, draft, keys=""), client.get(reverse("questionnaires:renew"))):
        assert answer.status_code == 401 and answer.json()["sign_in"]


def test_another_persons_draft_is_not_there(client, amara):
    draft = draft_of(amara)
    client.force_login(make_user("team_manager"))
    assert autosave(client, draft, keys="one_line", one_line="Mine").status_code == 404
    assert client.get(reverse("questionnaires:versions", args=[draft.pk])).status_code == 404
    assert client.post(reverse("questionnaires:throw_away", args=[draft.pk])).status_code == 404
    assert Draft.objects.exists()


def test_a_draft_about_a_record_that_closed_is_out_of_reach(desk, amara, ivy):
    draft = draft_of(amara, subject=ivy)
    restrict(ivy, make_user("team_manager"))
    assert autosave(desk, draft, keys="one_line", one_line="x").status_code == 404


@pytest.mark.parametrize("data", [
    {"keys": "nobody,one_line", "revision": "soon", "base": "[", "turn": "-3"}, {},
    {"keys": "promises", "promises-numbers": "x"},
    {"keys": "one_line", "base": "[1]", "revision": "9" * 30}, {"keys": "one_line", "turn": "²", "revision": "²"},
    {"keys": "in_their_words", "keep_promise": "in_their_words-", "in_their_words": "\x00"}])
def test_nonsense_breaks_nothing(desk, amara, data):
    assert autosave(desk, draft_of(amara), **data).status_code == 200


def test_a_hundred_thousand_characters_are_kept(desk, amara):
    words = "é" * 100_000
    assert autosave(desk, draft_of(amara), keys="in_their_words", in_their_words=words, revision="0").status_code == 200
    assert Draft.objects.get().answers["in_their_words"] == words


def test_a_save_takes_few_queries(desk, amara, django_assert_max_num_queries):
    draft = draft_of(amara)
    autosave(desk, draft, keys="one_line", one_line="Well", revision="0")
    with django_assert_max_num_queries(14):
        autosave(desk, draft, keys="one_line", one_line="Very well", revision="1")


@pytest.mark.django_db(transaction=True)
def test_two_hundred_is_said_only_after_the_commit(client):
    """A check that waits for the commit refuses it: then nobody was told that anything was saved."""
    amara = make_user("social_worker", name="Amara Bello")
    client.force_login(amara)
    client.raise_request_exception = False
    draft = draft_of(amara)
    with connection.cursor() as cursor:
        cursor.execute("""CREATE FUNCTION no_commit() RETURNS trigger LANGUAGE plpgsql AS
                          $$ BEGIN RAISE EXCEPTION 'the disk is full'; END $$""")
        cursor.execute("""CREATE CONSTRAINT TRIGGER no_commit AFTER UPDATE ON questionnaires_draft
                          DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION no_commit()""")
    try:
        assert autosave(client, draft, keys="one_line", one_line="Well", revision="0").status_code == 500
    finally:
        with connection.cursor() as cursor:
            cursor.execute("DROP TRIGGER no_commit ON questionnaires_draft; DROP FUNCTION no_commit()")
    assert autosave(client, draft, keys="one_line", one_line="Well", revision="0").status_code == 200
    # Another connection than the one that saved sees it.
    import psycopg

    settings_dict = connection.get_connection_params()
    with psycopg.connect(**{key: value for key, value in settings_dict.items() if key in
                            ("dbname", "user", "password", "host", "port")}) as other:
        assert other.execute("SELECT answers FROM questionnaires_draft").fetchone()[0] == {"one_line": "Well"}


def test_the_list_of_drafts_says_when_and_how_far(desk, amara, ivy):
    draft = draft_of(amara, subject=ivy)
    actions.save_draft(draft=draft, sent=sent(draft, {"unsafe": "no"}), by=amara)
    [line] = draft_lines(Draft.objects.of(amara))
    assert line.progress == "1 of 3 parts" and re.fullmatch(r"saved \d{1,2}\.\d\d today", line.saved)
    html = desk.get(reverse("questionnaires:drafts")).content.decode()
    assert line.title in html and "Go on" in html
    desk.post(reverse("questionnaires:throw_away", args=[draft.pk]))
    assert "Nothing unfinished" in desk.get(reverse("questionnaires:drafts")).content.decode()


def test_words_that_lost_can_be_read(desk, amara):
    draft = draft_of(amara)
    autosave(desk, draft, keys="one_line", one_line="Well", revision="0")
    autosave(desk, draft, keys="one_line", one_line="Ill", revision="0")
    [(_, answers)] = kept_versions(draft)
    assert answers == [("In one line", "Ill")]
    assert "Ill" in desk.get(reverse("questionnaires:versions", args=[draft.pk])).content.decode()


def test_two_responses_side_by_side(amara):
    before, after = (actions.record_response(questionnaire="demo_talk", answers={"unsafe": "no", "one_line": words},
                                             about="x:1", by=amara) for words in ("Ill", "Well"))
    changes = {change.label: change for change in side_by_side(before, after)}
    assert changes["In one line"].note.text == "Changed" and changes["Is anyone unsafe now?"].note is None


def test_the_rules_reach_the_browser_as_data(desk, ivy):
    html = desk.get(talk(ivy)).content.decode()
    rules = json.loads(re.search(r'id="noticing-rules">(.*?)</script>', html, re.S).group(1))
    assert rules["promise"] and any(prompt["key"] == "giddy" for prompt in rules["prompts"])
