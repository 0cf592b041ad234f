from .files import REQUEST, check, failing

OLD = REQUEST | {"Event Outcome": "NFA - Deceased"}


def test_a_release_1_value_fails_with_its_own_code_and_its_new_words(tmp_path):
    (one,) = check(tmp_path, OLD).failures
    assert (one["code"], one["message"]) == (-7, "Release 1 value; Release 2 is “NFA: Deceased”.")


def test_in_a_release_1_file_the_new_words_are_the_wrong_ones(tmp_path):
    old = OLD | {"Client Type": "Service User", "Ethnicity": "White - Irish"}
    assert failing(tmp_path, old, old | {"Event Outcome": "NFA: Deceased"}, release=1) == [(2, "Event Outcome", -2)]
