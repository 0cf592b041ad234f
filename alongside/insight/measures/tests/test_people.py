"""Who is in a figure, who is out, why, and what would change it."""

from datetime import date

import pytest

from alongside.insight.events.engines import opened
from alongside.insight.measures.ascof import (
    admissions_2b,
    carers_self_directed_support_3d1b,
    own_home_18_64_2e2a,
    self_directed_support_3d1a,
    short_term_services_2a,
)
from alongside.insight.measures.common import words
from alongside.insight.measures.common.codes import Client, Event, Gender, Outcome, Reason, Service
from alongside.insight.measures.common.tables import Tables
from alongside.insight.measures.registry import computed, measure
from alongside.insight.measures.tests.factories import YEAR, given, people, reablement, row
from alongside.insight.measures.tests.random_councils import councils

CARE_HOME = {"service_type": "Long term support: Residential care", "service_component": "Long term residential care"}
AT_HOME = {"service_type": "Long term support: Community", "event_end": None}


def _reasons(module, rows, folder, **how):
    listed = people(module.MEASURE, rows, folder, **how)
    return {one["person_id"].lower(): (one["reason"], one["unknowns"]) for one in listed}


@pytest.fixture(scope="module")
def everybody(tmp_path_factory):
    """All cells and all lists of some random councils, by measure."""
    rows = list(councils(200, seed=4))
    folder = tmp_path_factory.mktemp("councils")
    with opened("duckdb", given(rows, folder)) as running:
        tables = Tables(keep=running.keep)
        return {
            one: (running.rows(one.cells(tables, YEAR)), running.rows(one.people(tables, YEAR))) for one in computed()
        }


def test_every_reason_and_unknown_has_its_words(everybody):
    for one, (_, listed) in everybody.items():
        assert {person["reason"] for person in listed} <= set(one.reasons), one.key
        assert {code for person in listed for code in person["unknowns"].split()} <= set(one.unknowns), one.key


def test_a_figure_is_the_sum_of_its_people(everybody):
    for one, (cells, listed) in everybody.items():
        assert any(person["in_numerator"] for person in listed)
        for cell in cells:
            if cell["gender"] not in ("", "Total"):
                continue
            theirs = [p for p in listed if p["council"] == cell["council"] and cell["age"] in (p["age"], "Total")]
            assert sum(person["in_numerator"] for person in theirs) == cell["numerator"]
            if not one.needs_population:
                assert sum(person["in_denominator"] for person in theirs) == cell["denominator"]


def test_admissions_say_how_far_each_got(tmp_path):
    begun = {"event_start": date(2024, 6, 3), "event_end": date(2024, 7, 1)}
    before = {"event_start": date(2024, 3, 1), "event_end": date(2024, 5, 1)}
    rows = [
        row(person_id="in", **begun, **CARE_HOME),
        row(person_id="older", date_of_birth=date(1940, 1, 1), **begun, **CARE_HOME),
        row(person_id="blank", **begun, service_type="Long term support: Residential care"),
        row(person_id="short", **begun, **{**CARE_HOME, "service_component": "Short term residential care"}),
        row(person_id="payer", **begun, **CARE_HOME, event_outcome="NFA: Self-funded client or under 12wk disregard"),
        row(person_id="nobody knows", date_of_birth=None, **begun, **CARE_HOME),
        row(person_id="known", **{**begun, "event_start": date(2024, 4, 2)}, **CARE_HOME),
        row(person_id="known", **before, **CARE_HOME),
        row(person_id="perhaps", **begun, **CARE_HOME),
        row(person_id="perhaps", **before, service_type=CARE_HOME["service_type"]),
    ]  # fmt: skip
    assert _reasons(admissions_2b, rows, tmp_path) == {
        "in": ("admitted", ""),
        "older": ("other_age", ""),
        "blank": ("blank_component", "component"),
        "short": ("not_a_long_stay", ""),
        "payer": ("self_funded", ""),
        "nobody knows": ("unknown_birth", "birth_month"),
        "known": ("not_new", ""),
        # New only because an earlier stay has no component.
        "perhaps": ("admitted", "component"),
    }
    ours = _reasons(admissions_2b, rows, tmp_path, match_national=False)
    assert ours["blank"] == ("admitted", "component")
    assert ours["perhaps"] == ("not_new", "component")


def test_homes_say_what_they_rest_on(tmp_path):
    rows = [
        row(person_id="recorded", accommodation_status="Tenant: Private landlord", gender="Male", **AT_HOME),
        row(person_id="presumed", service_component="Home support or domiciliary care", gender="Male", **AT_HOME),
        row(person_id="somewhere", service_component="Meals", gender="Male", **AT_HOME),
        row(person_id="homeless", accommodation_status="Refuge", **AT_HOME),
    ]
    assert _reasons(own_home_18_64_2e2a, rows, tmp_path) == {
        "recorded": ("settled", "support_reason"),
        "presumed": ("settled_presumed_at_home", "accommodation support_reason"),
        "somewhere": ("not_settled_presumed_in_community", "accommodation support_reason"),
        "homeless": ("not_settled", "gender support_reason"),
    }


def test_settings_and_carers(tmp_path):
    carer = {"client_type": "Unpaid carer", "service_type": "Unpaid carer support: Direct to unpaid carer"}
    rows = [
        row(person_id="no mechanism", **AT_HOME),
        row(person_id="care home too", **AT_HOME, delivery_mechanism="Direct payment"),
        row(person_id="care home too", **CARE_HOME, event_end=None),
        row(person_id="carer", **carer, delivery_mechanism="CASSR commissioned support"),
        row(person_id="seen", client_type="Unpaid carer", event_type="Review", event_end=date(2024, 7, 1)),
    ]
    assert _reasons(self_directed_support_3d1a, rows, tmp_path) == {
        "no mechanism": ("no_mechanism", "mechanism"),
        "care home too": ("residential", ""),
    }
    assert _reasons(carers_self_directed_support_3d1b, rows, tmp_path) == {
        "carer": ("blank_component", "component"),
        "seen": ("no_direct_support", ""),
    }


def test_an_episode_says_which_step_answered(tmp_path):
    rows = [
        reablement(date(2024, 6, 3), date(2024, 7, 15), person_id="planned"),
        reablement(date(2024, 6, 3), date(2024, 7, 15), None, person_id="silent", date_of_birth=None),
    ]
    found = {one["person_id"].lower(): one for one in people(short_term_services_2a.MEASURE, rows, tmp_path)}
    assert (found["planned"]["step"], found["planned"]["reason"]) == (
        "4a",
        short_term_services_2a.code_of(Outcome.ENDED_AS_PLANNED),
    )
    assert (found["silent"]["step"], found["silent"]["unknowns"]) == ("6", "birth_month outcome")
    assert not found["silent"]["in_denominator"]


def test_the_numbers_stand_for_the_words_of_the_lists():
    assert words.by_place("client_type") == {
        "service user": Client.SERVICE_USER,
        "unpaid carer": Client.UNPAID_CARER,
        "unpaid carer known by association": Client.CARER_BY_ASSOCIATION,
    }
    assert words.by_place("event_type") == {one.name.lower(): one for one in Event}
    assert words.by_place("service_type")["long term support: prison"] == Service.PRISON
    assert list(words.by_place("service_type").values()) == list(Service)
    assert words.outcomes()["nfa: support ended as planned"] == Outcome.ENDED_AS_PLANNED
    assert sorted(words.outcomes().values()) == list(Outcome)
    assert words.known_by_place("gender") == {one.name.lower(): one for one in Gender}
    assert words.by_place("primary_support_reason")["learning disability support"] == Reason.LEARNING_DISABILITY
    assert (
        words.by_place("primary_support_reason")["social support: support to unpaid carer"] == Reason.SUPPORT_TO_CARER
    )
    assert words.by_place("primary_support_reason")["unknown"] == Reason.UNKNOWN
    assert len(words.settled_places()) == 9
    assert len(words.components()) == 8
    assert len(words.mechanisms()) == 3


def test_a_measure_by_its_key():
    assert measure("2e(1)").key == "2E(1)"
    with pytest.raises(KeyError, match="no measure 9Z"):
        measure("9Z")
