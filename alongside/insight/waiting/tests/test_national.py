"""The nation's way of counting, on events whose waits are known by construction."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from alongside.insight.waiting.middle import median
from alongside.insight.waiting.national import FIRST_SERVICE, RESPONSE, figures, months_before, waits

BORN = date(1960, 5, 20)
DAY = date(2025, 7, 10)
TO_ASSESSMENT, TO_SUPPORT = "Progress to assessment, review or reassessment", "Progress to support planning or services"
COMMUNITY, ST_MAX = "Long term support: Community", "Short term support: ST-Max"


def event(kind, start, *, end=None, outcome="", born=BORN, client="Service user", person="1", **more):
    return {
        "la_code": "901",
        "person_id": person,
        "client_type": client,
        "event_type": kind,
        "event_start": start,
        "event_end": end,
        "event_outcome": outcome,
        "date_of_birth": born,
        "date_of_death": None,
        "row_number": 1,
        "assessment_type": "Long term assessment" if kind == "Assessment" else "",
        "service_type": more.pop("service", COMMUNITY) if kind == "Service" else "",
        "event_description": "",
        **more,
    }


def after(days):
    return DAY + timedelta(days=days)


def request(days=0, outcome=TO_ASSESSMENT, **more):
    return event("Request", after(days), end=after(days), outcome=outcome, **more)


def assessment(days, outcome=TO_SUPPORT, **more):
    return event("Assessment", after(days), end=after(days + 5), outcome=outcome, **more)


def found(*rows):
    return {(one.measure, one.days) for one in waits(rows)}


def test_a_request_waits_for_the_assessment_and_for_the_service():
    assert found(request(), assessment(20), event("Service", after(34))) == {(RESPONSE, 20), (FIRST_SERVICE, 34)}


def test_a_service_that_comes_first_is_the_response():
    assert found(request(), event("Service", after(3)), assessment(9)) == {(RESPONSE, 3), (FIRST_SERVICE, 3)}


def test_an_assessment_of_the_same_day_is_no_wait():
    assert found(request(), assessment(0)) == {(RESPONSE, 0)}


def test_a_service_after_assessments_that_led_to_none_is_another_wait():
    ended = assessment(10, outcome="NFA: Support declined")
    assert found(request(), ended, event("Service", after(60))) == {(RESPONSE, 10)}


def test_of_assessments_in_a_row_one_that_leads_on_is_enough():
    ended = assessment(10, outcome="NFA: Other")
    assert found(request(), ended, assessment(15), event("Service", after(60))) == {(RESPONSE, 10), (FIRST_SERVICE, 60)}


@pytest.mark.parametrize("outcome", ["NFA: Support declined", "Admitted to hospital", ""])
def test_a_request_that_ended_there_starts_no_wait(outcome):
    assert found(request(outcome=outcome), assessment(5)) == set()


@pytest.mark.parametrize(
    ("service", "ended", "counts"),
    [
        (COMMUNITY, DAY - timedelta(days=365), False),
        (COMMUNITY, DAY - timedelta(days=366), True),
        (COMMUNITY, None, False),
        (ST_MAX, date(2025, 4, 10), False),
        (ST_MAX, date(2025, 4, 9), True),
        ("Short term support: Ongoing low level", None, True),
    ],
)
def test_somebody_known_already_starts_no_wait(service, ended, counts):
    before = event("Service", date(2023, 1, 1), end=ended, service=service)
    assert bool(found(before, request(), assessment(5))) is counts


def test_a_death_ends_an_open_service():
    before = event("Service", date(2023, 1, 1), date_of_death=date(2023, 6, 1))
    assert found(before, request(), assessment(5)) == {(RESPONSE, 5)}


def test_under_25_and_of_unknown_age_are_not_counted():
    young = date(DAY.year - 25, DAY.month + 1, 1)
    assert found(request(born=young), assessment(5, born=young)) == set()
    assert found(request(born=None), assessment(5, born=None)) == set()


def test_carers_and_requests_of_before_are_not_counted():
    assert found(request(client="Unpaid carer"), assessment(5)) == set()
    early = event("Request", date(2023, 3, 31), outcome=TO_ASSESSMENT)
    assert found(early, event("Assessment", date(2023, 5, 1))) == set()


def test_a_request_within_the_follow_up_of_another_is_passed_over():
    """Two requests, one assessment: one wait, the first's."""
    assert found(request(), request(4), assessment(20)) == {(RESPONSE, 20)}


def test_a_conversation_was_its_own_response_until_release_two():
    before = date(2025, 6, 1)
    said = event("Request", before, outcome=TO_ASSESSMENT, event_description="First Conversation")
    assert {(one.measure, one.days) for one in waits([said, event("Assessment", before + timedelta(days=9))])} == {
        (RESPONSE, 0)
    }
    assert found(request(event_description="First conversation"), assessment(9)) == {(RESPONSE, 9)}


def test_figures_are_by_the_quarter_of_the_answer_and_open_to_their_people():
    rows = [request(person=str(n)) for n in range(4)] + [
        assessment(days, person=str(n)) for n, days in enumerate((2, 10, 20, 100))
    ]
    rows.sort(key=lambda row: row["person_id"])
    got = {(one.quarter, one.age_band): one for one in figures(rows)}
    summer = got[date(2025, 7, 1), "65 and above"]
    assert (summer.median, summer.longest) == (Decimal(10), 20)
    assert {one.person for one in summer.waits} == {"0", "1", "2"}
    assert got[date(2025, 10, 1), "65 and above"].longest == 100


def test_the_median_of_an_even_number_lies_half_way():
    assert (median([1, 9, 4]), median([1, 4]), median([])) == (Decimal(4), Decimal("2.5"), None)


def test_a_month_without_that_day_ends_on_its_last():
    assert months_before(date(2026, 5, 31), 3) == date(2026, 2, 28)
    assert months_before(date(2024, 2, 29), 12) == date(2023, 2, 28)
    assert months_before(date(2026, 1, 15), 3) == date(2025, 10, 15)
