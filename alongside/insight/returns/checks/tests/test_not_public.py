from .files import REQUEST, check


def test_a_value_of_a_list_nobody_has_seen_is_not_judged_and_not_passed(tmp_path):
    checked = check(tmp_path, REQUEST, REQUEST | {"Dementia": "Maybe"})
    assert (checked.passed["Dementia"], checked.failed["Dementia"], checked.not_checked["Dementia"]) == (1, 0, 1)
