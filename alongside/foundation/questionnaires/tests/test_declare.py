import pytest

from alongside.foundation import codelists
from alongside.foundation.questionnaires import (
    Question,
    Questionnaire,
    Section,
    all_of,
    all_registered,
    any_of,
    get,
    register,
    when,
)

from .demo import DEMO, declare


def test_a_key_is_declared_once():
    twice = (Question("a", "A"), Question("a", "Another"))
    with pytest.raises(ValueError, match="declared twice: a"):
        Questionnaire("q", 1, "Q", (Section("s", "S", twice),))


def test_a_key_is_a_plain_word_and_never_the_wording():
    with pytest.raises(ValueError, match="a key is a plain word"):
        Question("How many hours?", "How many hours?")


def test_a_condition_names_a_question_that_is_there():
    with pytest.raises(ValueError, match="names no question of it: nobody"):
        Questionnaire("q", 1, "Q", (Section("s", "S", (Question("a", "A", asked_if=when("nobody")),)),))


@pytest.mark.parametrize(("kind", "more"), [("choice", {}), ("rows", {}), ("novel", {}),
                                            ("text", {"questions": (Question("b", "B"),)})])
def test_a_question_that_cannot_be_asked_is_refused(kind, more):
    with pytest.raises(ValueError, match="^a: "):
        Question("a", "A", kind, **more)


def test_conditions_join():
    cares = when("cares", is_="yes")
    many = when("hours", is_in=("20_49", "50_more"))
    assert all_of(cares, many)({"cares": "yes", "hours": "50_more"})
    assert not all_of(cares, many)({"cares": "yes"})
    assert any_of(cares, many)({"hours": "20_49"})
    assert when("helps")({"helps": ["meals"]}) and not when("helps")({})
    assert when("helps", is_="meals")({"helps": ["meals", "money"]})


def test_an_answer_whose_own_condition_fell_away_asks_for_nothing():
    asked = [question.key for _, question in DEMO.asked_questions({"cares": "no", "hours": 20, "unsafe": "no"})]
    assert "hours" not in asked and "helps_with" not in asked and "danger" not in asked


def test_an_old_version_is_still_found_and_the_newest_is_the_rule():
    first, second = (Questionnaire("twice", version, "Twice", ()) for version in (1, 2))
    register(first, second)
    assert get("twice") is second and get("twice", 1) is first
    with pytest.raises(LookupError, match="'twice' version 3"):
        get("twice", 3)
    with pytest.raises(ValueError, match="declared twice, differently"):
        register(Questionnaire("twice", 1, "Another", ()))


def test_every_list_that_a_registered_questionnaire_names_is_there():
    declare()
    named = {options for one in all_registered() for question in one.questions()
             for options in [question.options, *(column.options for column in question.questions)]
             if isinstance(options, str)}
    assert named <= set(codelists.names())
