"""Questions of the council's own, put into the national ones."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from django.conf import settings
from django.core.checks import run_checks

from alongside.foundation.accounts.tests.factories import make_user
from alongside.foundation.questionnaires import Question, all_registered, declare, get
from alongside.foundation.questionnaires.declare import Added, BadQuestions, add_questions, check_added, with_added
from alongside.foundation.questionnaires.pack import read_pack
from alongside.foundation.questionnaires.presenters import check_answers
from alongside.foundation.questionnaires.schema import json_schema

from .demo import DEMO
from .demo import declare as declare_demo
from .factories import draft_of

GOOD = {"key": "council_cat", "section": "caring", "after": "cares", "text": "Is there a cat?", "kind": "yes_no"}


def pack(folder: Path, questions: Any, questionnaire: str = "demo_talk") -> Path:
    (folder / "questions").mkdir()
    (folder / "questions" / f"{questionnaire}.yaml").write_text(
        questions if isinstance(questions, str) else yaml.safe_dump(questions))
    return folder


@pytest.fixture
def added():
    """Puts a pack's questions in, and the example's back."""
    declare_demo()
    yield lambda folder: add_questions(read_pack(folder))
    add_questions(read_pack(settings.COUNCIL_PACK))


def test_a_question_stands_after_the_one_it_follows_or_last(tmp_path, added):
    added(pack(tmp_path, [GOOD, {**GOOD, "key": "council_dog", "after": "helps_with"},
                          {"key": "council_last", "section": "caring", "text": "Anything else?"}]))
    caring = [question.key for question in get("demo_talk").section("caring").questions]
    assert caring == ["cares", "council_cat", "hours", "helps_with", "council_dog", "council_last"]
    assert "council_cat" in json_schema(get("demo_talk"))["properties"]
    assert [one for one in all_registered() if one.key == "demo_talk"] == [get("demo_talk")]


def test_nothing_national_is_taken_away(tmp_path, added):
    added(pack(tmp_path, [GOOD]))
    keys = [question.key for question in get("demo_talk").questions()]
    assert [key for key in keys if not key.startswith("council_")] == [question.key for question in DEMO.questions()]


def test_the_national_questionnaires_leave_the_councils_keys_alone():
    assert [question.key for one in declare._declared.values() for question in one.questions()
            if question.key.startswith("council_")] == []


def test_a_retired_question_is_read_and_not_asked(tmp_path, added):
    added(pack(tmp_path, [{**GOOD, "retired": True}]))
    asked = [question.key for _, question in get("demo_talk").asked_questions({})]
    read = [question.key for _, question in get("demo_talk").asked_questions({"council_cat": "yes"})]
    assert "council_cat" not in asked
    assert "council_cat" in read


@pytest.mark.parametrize(("change", "said"), [
    ({"key": "cat"}, "demo_talk.yaml, cat: `key` must begin with council_"),
    ({"key": None}, "question 1: `key` must be words"),
    ({"colour": "red"}, "demo_talk.yaml, council_cat: `colour` is not a key of a question"),
    ({"kind": "rows"}, "council_cat: `kind` is rows; it must be one of text, "),
    ({"kind": "choice"}, "council_cat: `options` must be keys with their labels"),
    ({"kind": "choice", "options": "no_such_list"}, "council_cat: `options` names the list no_such_list"),
    ({"options": {"a": "A"}}, "council_cat: `options` belong to a choice or choices, not to yes_no"),
    ({"required": "always"}, "council_cat: `required` must be true or false"),
    ({"text": ""}, "council_cat: `text` must be words"),
])
def test_a_bad_question_is_refused_with_its_file_and_key(tmp_path, change, said):
    with pytest.raises(BadQuestions, match=said.replace("(", r"\(")):
        read_pack(pack(tmp_path, [GOOD | change]))


@pytest.mark.parametrize(("questions", "said"), [
    ("- [", "demo_talk.yaml cannot be read"), ("a: b", "demo_talk.yaml must be a list of questions"),
    ([GOOD, GOOD], "demo_talk.yaml, council_cat: the key is there twice"),
    ([{"key": "council_cat"}], "council_cat: `section` is missing"), (["cat"], "question 1: it must have the keys"),
])
def test_a_bad_file_is_refused(tmp_path, questions, said):
    with pytest.raises(BadQuestions, match=said):
        read_pack(pack(tmp_path, questions))


@pytest.mark.parametrize(("change", "said"), [
    ({"section": "nowhere"}, "demo_talk.yaml, council_cat: `section` is nowhere; it must be one of safe, caring"),
    ({"after": "unsafe"}, "demo_talk.yaml, council_cat: `after` is unsafe; the section caring has cares, hours"),
])
def test_a_question_without_a_place_is_refused_before_anything_is_served(tmp_path, added, change, said):
    added(pack(tmp_path, [GOOD | change]))
    assert said in str([problem.msg for problem in run_checks() if problem.id == "questionnaires.E001"])
    with pytest.raises(BadQuestions, match=said):
        get("demo_talk")


def test_a_file_for_no_questionnaire_is_refused(tmp_path, added):
    added(pack(tmp_path, [GOOD], "no_such_talk"))
    with pytest.raises(BadQuestions, match="no_such_talk.yaml: there is no questionnaire no_such_talk"):
        check_added()


def test_an_older_version_takes_what_still_has_a_place():
    lost = Added("gone", Question("council_cat", "Is there a cat?"), where="x")
    assert with_added(DEMO, (lost,), newest=False).sections == DEMO.sections


def test_the_example_pack_can_be_asked():
    check_added()
    first = get("first_conversation")
    assert first.question("council_winter_calls").text.startswith("Would a weekly call")


@pytest.mark.django_db
def test_what_was_answered_is_read_back(tmp_path, added):
    added(pack(tmp_path, [GOOD]))
    said = [(line.question.key, line.text) for _, _, lines in check_answers(
        draft_of(make_user(), {"council_cat": "yes"})) for line in lines]
    assert ("council_cat", "Yes") in said
