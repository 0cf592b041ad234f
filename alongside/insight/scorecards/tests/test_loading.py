"""Figures from a file: all of it or nothing, with the row and the field that is wrong."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from alongside.foundation.accounts.tests.factories import make_user
from alongside.insight.scorecards import actions
from alongside.insight.scorecards.definition.periods import read as read_period
from alongside.insight.scorecards.definition.reading import read_set
from alongside.insight.scorecards.figures import Figures
from alongside.insight.scorecards.library import EXAMPLES
from alongside.insight.scorecards.loading import CannotBeLoaded, read
from alongside.insight.scorecards.models import Feedback, TypedValue
from alongside.insight.scorecards.scorecard import place_table

HUDDLES = "croydon_huddles"
GROUP = read_set(EXAMPLES / f"{HUDDLES}.yaml", example=True)
# As the tracker gives them; cases reviewed and emergency admissions are blank there.
TRACKER = b"""code,period,place,value
HU1,2017-M12,Brigstock and South Norwood Partnership,4
HU1,2017-M12,eversley,4
HU1,2017-M12,london_road,4
HU3,2017-M12,brigstock,32.8
HU3,2017-M12,eversley,32.8
HU3,2017-M12,london_road,32.8
HU5,2017-M12,brigstock,
HU6,2017-M12,brigstock,7
HU6,2017-M12,eversley,5
HU6,2017-M12,london_road,2
HU7,2017-M12,brigstock,26
HU7,2017-M12,eversley,16
HU7,2017-M12,london_road,9
"""


@pytest.fixture
def analyst(db) -> Client:
    client = Client()
    client.force_login(make_user("performance_analyst"))
    return client


def load(client: Client, content: bytes, **more: str):
    return client.post(reverse("scorecards:load", args=[HUDDLES]), {
        "file": SimpleUploadedFile("tracker.csv", content), "evidence": "Tracker of December", **more})


def test_a_month_of_huddles_is_loaded_and_adds_up_by_network(analyst):
    """CRO-37: 12 huddles are 6 hours, 14 admissions avoided, 51 new cases; averages are not, blanks stay blank."""
    assert load(analyst, TRACKER).status_code == 302
    table = place_table(Figures(GROUP, date(2018, 2, 1)), list(GROUP.indicators), read_period("2017-M12"))
    [(network, totals)] = table.totals
    found = {one.code: figure.value for one, figure in zip(GROUP.indicators, totals, strict=True)}
    assert network == "Mayday"
    assert found == {"HU1": 12, "HU2": Decimal("6.0"), "HU3": None, "HU4": None, "HU5": None, "HU6": 14, "HU7": 51,
                     "HU8": None}
    assert not TypedValue.objects.filter(code="HU5").exists()


def test_a_second_load_keeps_what_stands_and_says_why_it_corrects(analyst):
    load(analyst, TRACKER)
    before = TypedValue.objects.count()
    load(analyst, TRACKER)
    assert TypedValue.objects.count() == before
    changed = TRACKER.replace(b"brigstock,26", b"brigstock,25")
    answer = load(analyst, changed)
    assert answer.status_code == 422 and "The file corrects 1 figure: say why" in answer.content.decode()
    assert load(analyst, changed, reason="A case was counted twice").status_code == 302
    assert TypedValue.objects.standing().get(code="HU7", place="brigstock").value == 25


@pytest.mark.parametrize(("before", "after", "words"), [
    ("code,period", "code,code", "row 1: the column period is missing"),
    ("place,value", "place,value,colour", "row 1: “colour” is no column"),
    ("HU1,2017-M12,eversley,4", "HU9,2017-M12,eversley,4", "row 3, code: “HU9” is no indicator"),
    ("HU1,2017-M12,eversley,4", "HU2,2017-M12,eversley,4", "row 3, code: HU2 is worked out"),
    ("HU1,2017-M12,eversley,4", "HU1,2017-12,eversley,4", "row 3, period: '2017-12' is no financial year"),
    ("HU1,2017-M12,eversley,4", "HU1,2017-18 Q3,eversley,4", "row 3, period: HU1 is kept by month"),
    ("HU1,2017-M12,eversley,4", "HU1,2017-M12,elsewhere,4", "row 3, place: “elsewhere” is none"),
    ("HU1,2017-M12,eversley,4", "HU1,2017-M12,eversley,four", "row 3, value: “four” is not a number"),
    ("HU1,2017-M12,eversley,4", "HU1,2017-M12,eversley,-4", "row 3, value: is below nought"),
    ("HU1,2017-M12,eversley,4", "HU1,2017-M12,eversley,nan", "row 3, value: “nan” is not a number"),
    ("HU1,2017-M12,eversley,4", "HU1,2017-M12,brigstock,4", "is in an earlier row already"),
])
def test_a_wrong_file_changes_nothing_and_says_where(analyst, before, after, words):
    answer = load(analyst, TRACKER.replace(before.encode(), after.encode(), 1))
    assert answer.status_code == 422
    assert words.replace("'", "&#39;") in answer.content.decode() or words in answer.content.decode()
    assert not TypedValue.objects.exists()


def test_where_figures_come_from_is_asked_for(analyst):
    answer = load(analyst, TRACKER, evidence="")
    assert "row 2, evidence: is blank" in answer.content.decode()


@given(st.binary(max_size=400))
def test_any_file_is_read_or_refused_in_a_sentence(content):
    try:
        read(b"code,period,place,value\n" + content, "any.csv", GROUP, evidence="x")
    except CannotBeLoaded as refused:
        assert "any.csv" in str(refused)


def test_feedback_is_kept_with_its_practice_and_stands_on_the_page_and_in_the_paper(analyst):
    """CRO-53: what patients and Healthwatch say is linked to a practice; the paper evaluates with both."""
    address = reverse("scorecards:feedback", args=[HUDDLES])
    assert analyst.post(address, {
        "place": "eversley", "heard_on": "2017-11-03", "source": "healthwatch", "about": "good",
        "words": "They read my letters before I came."}).status_code == 302
    kept = Feedback.objects.get()
    assert (kept.place, kept.source) == ("eversley", "healthwatch")
    for name in ("card", "paper"):
        said = analyst.get(reverse(f"scorecards:{name}", args=[HUDDLES])).content.decode()
        assert "They read my letters before I came." in said and "Eversley Medical Centre" in said
    assert analyst.get(reverse("scorecards:feedback", args=["halton_2015_20"])).status_code == 404


def test_feedback_is_put_right_by_another_and_the_first_stays(analyst):
    by = make_user("programme_manager")
    told = {"set_key": HUDDLES, "place": "eversley", "heard_on": date(2017, 11, 3), "source": "carer", "by": by}
    first = actions.keep_feedback(**told, words="It was quick")
    second = actions.keep_feedback(**told, words="It was quick and kind", replaces=first)
    assert list(Feedback.objects.of_set(HUDDLES).standing()) == [second]
    with pytest.raises(actions.NotNow):
        actions.keep_feedback(**told, words="Neither", replaces=first)
