import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from alongside.rules.spreadsheet import as_it_was, escaped

LEADS = "=+-@\t\r\n＝＋－＠"
BEGINNINGS = st.text(alphabet="'" + LEADS, max_size=4)


@pytest.mark.parametrize("lead", LEADS)
def test_no_cell_begins_a_formula(lead):
    assert escaped(f"{lead}cmd|'/C calc'!A0")[0] == "'"


@given(st.builds(str.__add__, BEGINNINGS, st.text(max_size=20)))
@example("'=1+1")
@example("''")
@example("’s-Gravenhage")
def test_what_is_escaped_comes_back_as_it_was_and_is_no_formula(words):
    assert as_it_was(escaped(words)) == words
    assert escaped(words)[:1] not in tuple(LEADS)


@given(st.text(max_size=20).filter(lambda words: words.lstrip("'")[:1] not in tuple(LEADS)))
def test_other_words_are_not_touched(words):
    assert escaped(words) == words == as_it_was(words)
