from datetime import date

import pytest

from alongside.foundation import codelists

DAY = date(2026, 11, 22)


@pytest.mark.parametrize("name", codelists.names())
def test_every_list_reads_and_its_keys_are_never_the_wording(name: str) -> None:
    entries = codelists.codes(name)
    assert entries
    for entry in entries:
        assert entry.code == entry.code.lower()
        assert entry.code.replace("_", "").isalnum()
        assert entry.label.strip() == entry.label
        assert entry.source


@pytest.mark.parametrize(
    "name",
    ["language", "communication_need", "relationship_kind", "conversation_channel", "closure_reason", "note_kind"],
)
def test_own_lists_can_be_chosen_from(name: str) -> None:
    assert len(codelists.options(name, on=DAY)) > 5


def test_the_reasons_for_no_feedback_are_the_four_allowed() -> None:
    assert [key for key, _ in codelists.options("feedback_not_given_reason", on=DAY)] == [
        "anonymous",
        "unsafe",
        "no_lawful_basis",
        "undeliverable",
    ]


def test_an_ended_code_is_not_offered_but_stays_readable() -> None:
    offered = dict(codelists.options("event_outcome", on=DAY))
    assert "provision_of_service" not in offered
    assert "provision_of_service" in dict(codelists.options("event_outcome", on=date(2024, 1, 1)))
    assert "provision_of_service" not in dict(codelists.options("event_outcome"))
    assert codelists.label("event_outcome", "provision_of_service") == "Provision of service"


def test_values_of_both_releases() -> None:
    assert codelists.national("ethnicity", "white_irish") == "White: Irish"
    assert codelists.national("ethnicity", "white_irish", release=1) == "White - Irish"
    assert codelists.national("service_component", "meals", release=1) is None


def test_home_is_settled_and_a_night_shelter_is_not() -> None:
    assert codelists.code("accommodation_status", "tenant_private").extra["settled"] == "yes"
    assert codelists.code("accommodation_status", "night_shelter").extra["settled"] == "no"


def test_the_other_side_of_every_relationship_is_a_relationship() -> None:
    keys = {entry.code for entry in codelists.codes("relationship_kind")}
    assert {entry.extra["reverse"] for entry in codelists.codes("relationship_kind")} - {""} <= keys


def test_a_caller_cannot_change_the_list_for_others() -> None:
    codelists.options("gender").clear()
    assert codelists.options("gender")


def test_unknown_names_say_so() -> None:
    with pytest.raises(codelists.NoSuchList, match="called colours"):
        codelists.options("colours")
    with pytest.raises(codelists.NoSuchCode, match="teal is not in the list gender"):
        codelists.label("gender", "teal")
    assert not codelists.is_code("gender", "teal")


def test_a_fact_of_life_may_be_older_than_the_list_that_words_it() -> None:
    assert codelists.is_code("accommodation_status", "owner_occupier", on=date(1987, 6, 1))
    assert not codelists.is_code("event_outcome", "other_council_service", on=date(2024, 1, 1))
