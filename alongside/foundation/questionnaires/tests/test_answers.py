import datetime as dt
import json

import jsonschema
import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from alongside.foundation.questionnaires import answers as reading
from alongside.foundation.questionnaires.declare import Question, Questionnaire, Section
from alongside.foundation.questionnaires.schema import json_schema, national_fields

from .demo import DEMO

ANYTHING = st.one_of(st.none(), st.text(max_size=30), st.lists(st.text(max_size=8), max_size=4), st.integers(),
                     st.floats(allow_nan=False), st.dictionaries(st.text(max_size=5), st.text(max_size=5), max_size=3))
ANSWERS = st.fixed_dictionaries({}, optional={question.key: ANYTHING for question in DEMO.questions()})


def question(key):
    return DEMO.question(key)


def posted(**values):
    data = QueryDict(mutable=True)
    for name, value in values.items():
        data.setlist(name.replace("__", "-"), value if isinstance(value, list) else [value])
    return data


@pytest.mark.parametrize(("key", "raw", "kept"), [
    ("in_their_words", "  It is dark.\r\nVery.  ", "It is dark.\nVery."), ("in_their_words", "a\x00b", "ab"),
    ("in_their_words", "   ", None), ("hours", "1,200", 1200), ("hours", "3.5", 3.5), ("hours", "a few", "a few"),
    ("saved_a_week", "£1,204", "1204.00"), ("saved_a_week", "ten", "ten"), ("saved_a_week", "NaN", "NaN"),
    ("spoke_on", ("3", "2", "2026"), "2026-02-03"), ("spoke_on", ("31", "2", "2026"), ["31", "2", "2026"]),
    ("spoke_on", ("", "", ""), None), ("spoke_on", "2026-02-03", "2026-02-03"),
    ("helps_with", ["money", "meals", "money"], ["meals", "money"]), ("helps_with", [], None),
    ("promises", [{"_row": "a1", "what": "Ring"}, {"_row": "b2", "what": " "}], [{"_row": "a1", "what": "Ring"}]),
])
def test_an_answer_takes_its_proper_form_or_stays_as_it_was_typed(key, raw, kept):
    assert reading.tidy(question(key), raw) == kept


def test_a_form_is_read_row_by_row_and_a_removed_row_is_gone():
    data = posted(promises__numbers=["0", "1"], promises__0__what="Ring", promises__1__what="Write",
                  promises__1__by_day="3", promises__1__by_month="2", promises__1__by_year="2026",
                  promises__1___row="b2", remove="promises-0")
    assert reading.read(DEMO, data, {"promises"}) == {"promises": [{"_row": "b2", "what": "Write", "by": "2026-02-03"}]}


def test_a_question_that_was_not_on_the_page_is_not_read():
    assert reading.read(DEMO, posted(one_line="x"), {"hours"}) == {"hours": None}


@given(ANSWERS)
def test_no_answer_whatever_it_is_breaks_anything(raw):
    tidied = {key: value for key, one in raw.items() if (value := reading.tidy(question(key), one)) is not None}
    json.dumps(tidied).encode()
    assert tidied == {key: reading.tidy(question(key), value) for key, value in tidied.items()}, "tidying twice changes"
    reading.problems(DEMO, tidied)
    reading.lines(DEMO, tidied, blanks=True)
    reading.compare(DEMO, {}, tidied)
    assert set(reading.standing(DEMO, tidied)) <= set(tidied)


@given(ANSWERS)
def test_what_may_be_signed_agrees_with_the_published_schema(raw):
    tidied = {key: value for key, one in raw.items() if (value := reading.tidy(question(key), one)) is not None}
    tidied.setdefault("unsafe", "no")
    standing = reading.standing(DEMO, tidied)
    if not reading.problems(DEMO, tidied):
        jsonschema.validate(standing, json_schema(DEMO))


def test_required_only_if_asked_and_one_sentence_for_each():
    wrong = reading.problems(DEMO, {"unsafe": "yes", "promises": [{"_row": "a", "who": "Me"}], "one_line": "x" * 41})
    assert [(one.key, one.words) for one in wrong] == [
        ("danger", "Answer: What is the danger?"), ("promises", "Say what was promised"),
        ("one_line", "In one line: at most 40 characters; this has 41")]
    assert [one.key for one in reading.problems(DEMO, {"unsafe": "no"})] == []


def test_a_day_to_come_is_refused_where_it_must_have_been():
    [wrong] = reading.problems(DEMO, {"unsafe": "no", "spoke_on": (dt.date.today() + dt.timedelta(3)).isoformat()})
    assert wrong.words == "When did you speak? cannot be in the future"


def test_answers_are_worded():
    said = {key: reading.in_words(question(key), value) for key, value in {
        "unsafe": "worrying", "helps_with": ["meals", "money"], "spoke_on": "2026-02-03", "saved_a_week": "1204.00",
        "hours": 1200, "promises": [{"_row": "a", "what": "Ring", "by": "2026-02-03"}]}.items()}
    assert said == {"unsafe": "Not now, but something is worrying", "helps_with": "Meals\nMoney and letters",
                    "spoke_on": "3 February 2026", "saved_a_week": "£1,204.00", "hours": "1,200",
                    "promises": "Ring · 3 February 2026"}


def test_side_by_side_marks_what_changed_and_forgets_what_fell_away():
    before = {"cares": "yes", "hours": 10, "one_line": "Well"}
    after = {"cares": "no", "hours": 10, "one_line": "Well"}
    found = reading.compare(DEMO, before, after)
    assert [(line.question.key, line.before, line.text, line.changed) for line in found] == [
        ("cares", "Yes", "No", True), ("hours", "10", "", True), ("one_line", "Well", "Well", False)]


def test_the_persons_own_words_wear_quotation_marks():
    [(_, _, lines)] = reading.lines(DEMO, {"in_their_words": "I came over giddy."})
    assert lines[0].said == "“I came over giddy.”"


def test_each_field_of_the_return_has_one_source():
    assert national_fields(DEMO) == {"CarerHours": "hours"}
    both = (Question("a", "A", national="X"), Question("b", "B", national="X"))
    two = Questionnaire("q", 1, "Q", (Section("s", "S", both),))
    with pytest.raises(ValueError, match="X has two sources, a and b"):
        national_fields(two)
