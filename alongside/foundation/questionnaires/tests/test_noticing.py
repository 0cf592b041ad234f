import datetime as dt

import pytest

from alongside.foundation.questionnaires import noticing

TUESDAY = dt.date(2026, 5, 12)


@pytest.mark.parametrize(("text", "what", "by"), [
    ("I'll find out what the Handy Helpers charge by Friday.", "Find out what the Handy Helpers charge",
     dt.date(2026, 5, 15)),
    ("I’ll ring Carol tomorrow", "Ring Carol", dt.date(2026, 5, 13)),
    ("And we will send the form by 1 June.", "Send the form", dt.date(2026, 6, 1)),
    ("Ruksana will check the stool today", "Ruksana will check the stool", TUESDAY),
    ("I am going to ask the GP next week", "Ask the GP", dt.date(2026, 5, 22)),
    ("We'll get back to her on Tuesday", "Get back to her", dt.date(2026, 5, 19)),
    ("I will ring before 3rd February", "Ring", dt.date(2027, 2, 3)),
    ("I will visit", "Visit", None),
])
def test_a_promise_is_heard_with_its_deed_and_day(text, what, by):
    [heard] = noticing.notice(text, TUESDAY)
    assert (heard.what, heard.by) == (what, by)


@pytest.mark.parametrize("text", [
    "She walks to the market twice a week.", "I will not ring him.", "I would ring if I could.", "He rang on Friday.",
    "They'll be glad.", ""])
def test_ordinary_words_are_no_promise(text):
    assert noticing.notice(text, TUESDAY) == []


def test_each_sentence_is_heard_alone():
    heard = noticing.notice("It was dark. I'll ring Carol. She was cross!\nWe will write to you", TUESDAY)
    assert [one.sentence for one in heard] == ["I'll ring Carol.", "We will write to you"]


def test_the_29th_of_february_is_the_next_there_is():
    assert noticing.day_named("by 29 February", dt.date(2026, 3, 1)) == dt.date(2028, 2, 29)
    assert noticing.day_named("by 31 June", TUESDAY) is None


def test_a_word_brings_questions_and_never_a_diagnosis():
    [(word, prompt)] = noticing.prompts_in({"in_their_words": "I came over Giddy."})
    assert word == "giddy" and all(ask.rstrip(".").endswith("?") or "?" in ask for ask in prompt.ask)
    assert noticing.prompts_in({"in_their_words": "The pharmacy was shut."}) == []


def test_a_council_without_prompts_has_none(settings, tmp_path):
    settings.COUNCIL_PACK = tmp_path
    assert noticing.prompts() == ()


def test_words_of_danger_make_a_colleague_read_it_first_and_others_do_not():
    assert noticing.urgent_in("He hits me. I can’t go on like this") == ["hits", "can't go on"]
    assert noticing.urgent_in("I felt giddy, and lonely on Sunday") == []
