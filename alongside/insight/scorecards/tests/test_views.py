"""The pages for an analyst, a director and a team manager; and the paper for a panel from the same figures."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from alongside.foundation.accounts.tests.factories import make_user
from alongside.foundation.documents import blocks
from alongside.insight.scorecards import library as libraries
from alongside.insight.scorecards import papers
from alongside.insight.scorecards.models import Commentary, Override, TypedValue
from alongside.insight.scorecards.scorecard import scorecard

from .factories import type_one
from .test_definition import GOOD

pytestmark = pytest.mark.django_db
CW = "cheshire_west_2016_20"
MOST_QUERIES = 12


def client_of(role: str) -> Client:
    client = Client()
    client.force_login(make_user(role))
    return client


@pytest.fixture
def analyst() -> Client:
    return client_of("performance_analyst")


def at(name: str, *args: str, year: str = "2018-19") -> str:
    return reverse(f"scorecards:{name}", args=args) + f"?year={year}"


def figure_at(code: str, period: str, place: str = "", set_key: str = CW) -> str:
    return reverse("scorecards:type_figure", args=[set_key, code]) + f"?period={period}&place={place}"


def words(answer) -> str:
    return " ".join(answer.content.decode().split())


def test_the_index_has_the_councils_own_and_the_published_sets(analyst):
    page = words(analyst.get(reverse("scorecards:home")))
    for title in ("How adult social care is doing", "Thriving residents", "What residents say matters"):
        assert title in page


def test_a_file_that_is_wrong_is_said_to_whoever_edits_and_the_others_stay(analyst, settings, tmp_path):
    (tmp_path / "scorecards").mkdir()
    (tmp_path / "scorecards" / "ours.yaml").write_text(GOOD.replace("unit: count", "unit: apples"))
    settings.COUNCIL_PACK = tmp_path
    found = libraries.library()
    assert len(found.sets) == len(list(libraries.EXAMPLES.glob("*.yaml")))
    assert found.refused == ("ours.yaml, indicators, A1, unit: 'apples' is not one of count, percent, per_1000, "
                             "per_100000, score, hours, pounds, yes_no.",)
    (tmp_path / "scorecards" / "ours.yaml").write_text(GOOD)
    assert libraries.library().find("ours")


def test_cheshire_west_shows_statuses_and_contradictions_and_no_nought(analyst):
    page = words(analyst.get(at("card", CW)))
    assert "Awaiting: People Commissioning" in page
    assert "Set by a monthly plan: the Better Care Fund" in page
    assert "The aim is to increase it, but the target for 2018-19, 8.0, is below the baseline, 8.2" in page
    assert "431,795" in page
    assert "No figure in the document" in page
    assert "No survey" in words(analyst.get(at("card", CW, year="2019-20")))


@pytest.mark.parametrize("key", [CW, "adult_social_care", "croydon_huddles", "croydon_outcomes", "halton_2015_20"])
def test_every_page_of_a_set_is_shown_within_its_queries(analyst, key, django_assert_max_num_queries):
    analyst.get(reverse("scorecards:home"))
    counted = 8 if key == "adult_social_care" else 0
    for name in ("card", "paper", "workbook", "open_csv", "pdf"):
        with django_assert_max_num_queries(MOST_QUERIES + counted):
            assert analyst.get(reverse(f"scorecards:{name}", args=[key])).status_code == 200
    code = libraries.library().find(key).indicators[0].code
    with django_assert_max_num_queries(MOST_QUERIES + counted + 4):
        assert analyst.get(reverse("scorecards:indicator", args=[key, code])).status_code == 200


def test_an_analyst_types_a_figure_and_corrects_it_and_both_are_seen(analyst):
    where = figure_at("CW03", "2018-19")
    assert analyst.get(where).status_code == 200
    wrong = analyst.post(where, {"input_value": "many", "evidence": ""})
    assert wrong.status_code == 422
    assert "Say where the figure comes from" in words(wrong)
    assert "many" in words(wrong)
    assert analyst.post(where, {"input_value": "1,012", "evidence": "Carers’ report of 3 May"}).status_code == 302
    again = analyst.post(where, {"input_value": "980", "evidence": "Carers’ report of 3 May"})
    assert "Say why it is corrected" in words(again)
    analyst.post(where, {"input_value": "980", "evidence": "Carers’ report of 3 May", "reason": "Counted twice"})
    page = words(analyst.get(at("indicator", CW, "CW03")))
    assert "1,012" in page
    assert "Counted twice" in page
    assert "Better than the target" in page
    assert TypedValue.objects.count() == 2


def test_whoever_types_second_sees_the_first(analyst):
    where = figure_at("CW03", "2018-19")
    type_one(make_user("performance_analyst", name="Kasia Nowak"), 900, code="CW03", set_key=CW)
    seen = re.search(r'name="seen" value="(\w+)"', analyst.get(where).content.decode())[1]
    type_one(make_user("performance_analyst", name="Obi Eze"), 950, code="CW03", set_key=CW, reason="A late return")
    sent = {"input_value": "970", "evidence": "Mine", "reason": "Mine", "seen": seen}
    answer = analyst.post(where, sent)
    assert answer.status_code == 409
    assert "950" in words(answer)
    assert "970" in words(answer)
    assert TypedValue.objects.standing().get().value == 950


def test_a_monthly_plan_is_typed_with_its_figure_and_the_same_months_are_held_to_each_other(analyst):
    """CWC-11: the status points to twelve values; until they are there it stays a status."""
    for month, days, plan in (("2018-M04", "700", "650"), ("2018-M05", "600", "")):
        sent = {"input_value": days, "input_plan": plan, "evidence": "NHS England, delayed days"}
        assert analyst.post(figure_at("CW01", month), sent).status_code == 302
    assert "Set by a monthly plan: the Better Care Fund" in words(analyst.get(at("indicator", CW, "CW01")))
    sent = {"input_value": "600", "input_plan": "660", "evidence": "Plan of the fund", "reason": "The plan came"}
    analyst.post(figure_at("CW01", "2018-M05"), sent)
    page = words(analyst.get(at("indicator", CW, "CW01")))
    assert "1,310 (plan of 2 months)" in page
    assert "Better than the target" in page


def test_whoever_owes_a_target_is_named(analyst):
    page = words(analyst.get(at("card", CW)))
    assert "Targets are awaited: from People Commissioning for CW07, CW15, CW17; from Public Health for CW08." in page


def test_a_rank_is_typed_where_the_target_is_a_band_and_an_audit_is_yes_or_no(analyst):
    where = figure_at("2a", "2018-19", set_key="croydon_outcomes")
    assert "Enter both" in words(analyst.post(where, {"input_value": "77", "evidence": "Survey", "rank": "12"}))
    analyst.post(where, {"input_value": "77", "evidence": "Survey", "rank": "12", "out_of": "152"})
    page = words(analyst.get(at("indicator", "croydon_outcomes", "2a")))
    assert "Ranked 12 of 152; the top quartile ends at 38" in page
    audit = figure_at("3d", "2018-19", set_key="croydon_outcomes")
    assert "Yes" in words(analyst.get(audit))
    assert analyst.post(audit, {"input_value": "1", "evidence": "Published in March"}).status_code == 302
    assert "At the target" in words(analyst.get(at("indicator", "croydon_outcomes", "3d")))


@pytest.mark.parametrize("asked", [
    "period=", "period=2018-M04", "period=2018-19&place=mars", "period=%C2%B2018-19", ""])
def test_no_form_is_made_for_a_time_or_place_there_is_none_of(analyst, asked):
    assert analyst.get(reverse("scorecards:type_figure", args=[CW, "CW03"]) + "?" + asked).status_code == 404


@pytest.mark.parametrize("name", ["card", "paper", "pdf", "indicator", "type_figure", "write_words", "rate"])
def test_what_there_is_none_of_is_not_found(name):
    client = client_of("performance_analyst" if name != "rate" else "director")
    args = ["nothing"] if name in ("card", "paper", "pdf") else [CW, "nothing"]
    assert client.get(reverse(f"scorecards:{name}", args=args)).status_code == 404


def test_words_and_action_stand_on_the_page_and_in_every_paper(analyst):
    said = {"narrative": "=cmd()|More carers came", "action": "Add a second clinic by June"}
    assert analyst.post(at("write_words", CW, "CW03"), said).status_code == 302
    assert Commentary.objects.get().year == "2018-19"
    for name in ("indicator",):
        assert "Add a second clinic" in words(analyst.get(at(name, CW, "CW03")))
    assert "Add a second clinic" in words(analyst.get(at("paper", CW)))
    rows = list(csv.DictReader(io.StringIO(analyst.get(at("open_csv", CW)).content.decode("utf-8-sig"))))
    assert rows[2]["narrative"] == "'=cmd()|More carers came"
    book = zipfile.ZipFile(io.BytesIO(analyst.get(at("workbook", CW)).content))
    sheets = "".join(book.read(name).decode() for name in book.namelist() if "worksheets/" in name)
    assert "<f>" not in sheets
    assert "hyperlink" not in sheets
    assert "'=cmd()|More carers came" in book.read("xl/sharedStrings.xml").decode()


def test_a_director_rates_otherwise_and_the_analyst_may_not(analyst):
    director = client_of("director")
    type_one(make_user("performance_analyst"), 500, code="CW05", set_key=CW)
    where = at("rate", CW, "CW05")
    assert analyst.get(where).status_code == 403
    assert director.post(where, {"colour": "amber", "reason": "short"}).status_code == 422
    assert "stands already" in words(director.post(where, {"colour": "rule", "reason": "Nothing was said before"}))
    director.post(where, {"colour": "amber", "reason": "Two homes closed in the autumn"})
    assert Override.objects.get().rule_said == "red"
    page = words(director.get(at("indicator", CW, "CW05")))
    assert "Two homes closed in the autumn" in page
    assert "The rule says red" in page
    row = list(csv.DictReader(io.StringIO(director.get(at("open_csv", CW)).content.decode("utf-8-sig"))))[4]
    assert (row["rating_by_rule"], row["rating_shown"]) == ("Red", "Amber")


def test_a_team_manager_reads_and_neither_types_nor_rates():
    manager = client_of("team_manager")
    assert manager.get(at("card", CW)).status_code == 200
    page = words(manager.get(at("indicator", CW, "CW03")))
    assert "Write on it" not in page
    assert "Rate it" not in page
    assert manager.post(figure_at("CW03", "2018-19"), {"input_value": "1", "evidence": "x"}).status_code == 403
    assert manager.post(at("write_words", CW, "CW03"), {"action": "x"}).status_code == 403
    assert client_of("front_door_worker").get(at("card", CW)).status_code == 403


def test_the_open_csv_has_statuses_in_words_and_an_empty_figure_where_there_is_none(analyst):
    rows = list(csv.DictReader(io.StringIO(analyst.get(at("open_csv", CW)).content.decode("utf-8-sig"))))
    assert len(rows) == 17
    found = rows[6]["target"], rows[6]["target_status"], rows[6]["figure"]
    assert found == ("", "Awaiting: People Commissioning", "")
    assert (rows[3]["baseline"], rows[3]["target"]) == ("8.2", "8.0")
    assert "below the baseline" in rows[3]["contradictions"]


def test_the_pdf_is_tagged_and_what_cannot_be_printed_is_said(analyst):
    paper = analyst.get(at("pdf", CW)).content
    assert paper.startswith(b"%PDF-")
    assert b"/StructTreeRoot" in paper
    assert b"pdfuaid" in paper
    Commentary.objects.create(set_key=CW, code="CW03", year="2018-19", narrative="𓀀", by=make_user())
    answer = analyst.get(at("pdf", CW), follow=True)
    assert "cannot be printed" in words(answer)


@pytest.mark.parametrize("odd", ["9" * 40, "1e999", "NaN", "-1", "\x00", "Ž\u202e👩🏽‍🦽" * 500, "=1+1", " "])
def test_whatever_is_typed_is_kept_or_sent_back_with_a_word(analyst, odd):
    director = client_of("director")
    audit = figure_at("3d", "2018-19", set_key="croydon_outcomes")
    for client, where in ((analyst, figure_at("CW03", "2018-19")), (analyst, audit),
                          (analyst, at("write_words", CW, "CW03")), (director, at("rate", CW, "CW03"))):
        names = re.findall(r'<(?:input|textarea)[^>]*? name="([^"]+)"', client.get(where).content.decode())
        answer = client.post(where, dict.fromkeys(names, odd))
        assert answer.status_code in (302, 422, 409)
        assert client.get(where).status_code == 200
    assert not TypedValue.objects.exists()


@pytest.mark.parametrize(("role", "card", "paper", "edit"), [
    ("councillor", 403, 200, 403), ("programme_manager", 200, 200, 200), ("commissioner", 200, 200, 403),
    ("director", 200, 200, 403), ("social_worker", 403, 403, 403)])
def test_who_reads_a_paper_a_card_and_types(role, card, paper, edit):
    client = client_of(role)
    assert client.get(at("card", CW)).status_code == card
    assert client.get(at("indicator", CW, "CW03")).status_code == card
    assert client.get(at("workbook", CW)).status_code == card
    for name in ("paper", "pdf"):
        assert client.get(at(name, CW)).status_code == paper
    assert client.get(reverse("scorecards:papers")).status_code == paper
    for address in (figure_at("CW03", "2018-19"), reverse("scorecards:load", args=[CW])):
        assert client.get(address).status_code == edit


def test_a_councillor_finds_the_papers_and_no_link_to_what_is_closed():
    client = client_of("councillor")
    said = client.get("/desk/", follow=True).content.decode()
    assert reverse("scorecards:papers") in said
    paper = client.get(at("paper", CW)).content.decode()
    assert reverse("scorecards:indicator", args=[CW, "CW03"]) not in paper
    assert reverse("scorecards:papers") in paper


def test_the_paper_of_a_councillor_has_the_same_counts_as_an_analyst_s(analyst, web_role):
    """Nothing on it rests on which records its reader may open."""
    own = at("paper", "adult_social_care", year="2026-27")
    mine, theirs = (re.sub(r"<a [^>]*>|</a>", "", client.get(own).content.decode().split("<h1")[1])
                    for client in (analyst, client_of("councillor")))
    assert mine.split("<footer")[0] == theirs.split("<footer")[0]


def test_the_pdf_has_the_trend_with_its_words(analyst):
    for year, value in (("2018-19", 950), ("2019-20", 1010)):
        analyst.post(figure_at("CW03", year), {"input_value": str(value), "evidence": "Return"})
    card = scorecard(libraries.library().find(CW), "2019-20", date(2020, 11, 1))
    trend = papers.charts(card)["CW03"]
    assert trend.alt().endswith("Figure: 2018-19 950, 2019-20 1,010. Target: 2018-19 965, 2019-20 1,000.")
    assert any(isinstance(block, blocks.Chart) and block.alt == trend.alt() for block in papers._blocks(card))
    paper = analyst.get(at("pdf", CW, year="2019-20")).content
    assert b"/Figure" in paper and b"pdfuaid" in paper
    assert "Figure: 2018-19 950".encode("utf-16-be") in paper or b"Figure: 2018-19 950" in paper or b"/Alt" in paper
