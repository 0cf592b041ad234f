"""Wordings of either release become the wording of one."""

import pytest

from alongside.insight.events.words import clean, folded, in_release
from alongside.rules.national_return.lists import national_list, national_list_names


@pytest.mark.parametrize(
    ("list_name", "written", "kept"),
    [
        ("event_outcome", "NFA- Other", "NFA: Other"),
        ("event_outcome", "nfa - other", "NFA: Other"),
        ("event_outcome", "NFA – Moved to another LA", "NFA: Responsibility moved to another local authority"),
        ("event_outcome", "Provision of service", "Continuation of support or services"),
        ("client_type", "Carer known by association", "Unpaid carer known by association"),
        ("service_type", "Carer Support: Direct to Carer", "Unpaid carer support: Direct to unpaid carer"),
        ("service_type", "LONG TERM SUPPORT:  NURSING CARE ", "Long term support: Nursing care"),
        ("event_outcome", "Progress to financial assessment", "Progress to financial assessment"),
        ("event_outcome", "No such outcome", "No such outcome"),
        ("gender", " NULL ", None),
        ("gender", "\u00a0", None),
    ],
)
def test_release_1_is_mapped_forward_and_the_unknown_stays_as_it_is(list_name, written, kept):
    assert in_release(list_name, written) == kept


@pytest.mark.parametrize("list_name", [name for name in national_list_names() if name not in ("la_code", "next_step")])
def test_every_wording_of_release_2_stands_for_itself(list_name):
    for code in national_list(list_name):
        if value := code.national(2):
            assert in_release(list_name, value) == value


@pytest.mark.parametrize("list_name", [name for name in national_list_names() if name not in ("la_code", "next_step")])
def test_no_two_values_of_a_release_are_compared_as_one(list_name):
    for release in (1, 2):
        meant: dict[str, set[str]] = {}
        for code in national_list(list_name):
            if value := code.national(release):
                meant.setdefault(folded(value), set()).add(value)
        assert [values for values in meant.values() if len(values) > 1] == []


def test_release_1_can_be_asked_for():
    assert in_release("client_type", "Unpaid carer", 1) == "Carer"


def test_the_word_null_is_nothing_and_a_name_is_not():
    assert clean(" null ") is None
    assert clean("Nullam") == "Nullam"
