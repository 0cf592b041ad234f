"""The measures of 2015-16 on people whose answers are known by construction."""

from __future__ import annotations

from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from alongside.insight.events.engines import Given, in_memory, opened
from alongside.insight.measures.common.columns import POPULATION
from alongside.insight.measures.common.tables import Tables
from alongside.insight.measures.framework_2015.columns import EVENTS_2015
from alongside.insight.measures.framework_2015.registry import FRAMEWORK_2015
from alongside.insight.measures.measure import Measure
from alongside.insight.measures.population import write_population
from alongside.insight.measures.registry import ASCOF
from alongside.insight.measures.tests.engines_at_hand import QUICK, connection_of
from alongside.insight.measures.tests.factories import YEAR, day, later, reablement
from alongside.insight.measures.tests.factories import row as row_of_today
from alongside.insight.measures.tests.random_councils import councils

BY_KEY: dict[str, Measure] = {measure.key: measure for measure in FRAMEWORK_2015}
COMMUNITY = {"service_type": "Long term support: Community", "service_component": "Home support or domiciliary care"}
CARE_HOME = {"service_type": "Long term support: Residential care", "service_component": "Long term residential care"}
CARER = {
    "client_type": "Unpaid carer",
    "service_type": "Unpaid carer support: Direct to unpaid carer",
    "service_component": "Unpaid carer respite",
}
DISABILITY = COMMUNITY | {"primary_support_reason": "Learning disability support"}
PAID, SEEKING = "Paid: Less than 16 hours a week", "Not in paid employment: Seeking work"
OLD = date(1940, 5, 20)


def row(*, employment_status: str | None = None, **fields: Any) -> dict[str, Any]:
    return row_of_today(**fields) | {"employment_status": employment_status}


def given(rows: list[dict[str, Any]], folder: Path, population: dict[tuple[str, str], int]) -> list[Given]:
    out = folder / "events.parquet"
    kinds = {"date": "DATE", "string": "VARCHAR"}
    columns = {name: kinds[str(kind)] for name, kind in EVENTS_2015.schema().items()}
    with closing(in_memory()) as connection:
        connection.execute(f"CREATE TABLE events ({', '.join(f'{name} {kind}' for name, kind in columns.items())})")
        values = [[one.get(name) for name in columns] for one in rows]
        connection.executemany(f"INSERT INTO events VALUES ({', '.join('?' * len(columns))})", values)
        connection.execute(f"COPY events TO '{out}' (FORMAT parquet)")
    residents = write_population(population, folder / "population.parquet")
    return [Given(EVENTS_2015, (out,)), Given(POPULATION, (residents,))]


def cell(key: str, rows: list[dict[str, Any]], tmp_path, gender: str | None = None) -> tuple[int, int]:
    """Numerator and denominator of one measure's cell of the council as a whole."""
    measure = BY_KEY[key]
    population = {("901", "18_64"): 1000, ("901", "65_plus"): 500}
    with opened("duckdb", given(rows, tmp_path, population)) as running:
        found = running.rows(measure.cells(Tables(keep=running.keep), YEAR))
    wanted = [one for one in found if gender is None or one["gender"] == gender]
    assert len(wanted) == 1
    return int(wanted[0]["numerator"]), int(wanted[0]["denominator"])


def everybody(*rows: dict[str, Any]) -> list[dict[str, Any]]:
    return [one | {"person_id": f"9990000{number:03}"} for number, one in enumerate(rows)]


def test_self_directed_support_leaves_out_a_blank_way_of_delivery(tmp_path):
    ways = ("Direct payment", "CASSR managed personal budget", "CASSR commissioned support", None)
    rows = everybody(*(row(**COMMUNITY, delivery_mechanism=way) for way in ways), row(**CARE_HOME))
    assert cell("1C(1A)", rows, tmp_path) == (2, 3)
    assert cell("1C(2A)", rows, tmp_path) == (1, 3)


def test_carers_count_by_the_support_given_to_them_in_the_year(tmp_path):
    ways = ("Direct payment", "CASSR managed personal budget", "CASSR commissioned support", None)
    rows = everybody(*(row(**CARER, delivery_mechanism=way, event_end=day(7, 1)) for way in ways))
    assert cell("1C(1B)", rows, tmp_path) == (2, 3)
    assert cell("1C(2B)", rows, tmp_path) == (1, 3)


def test_paid_work_counts_whatever_the_hours_and_what_is_not_known_counts_against(tmp_path):
    work = (PAID, "Paid: Hours per week unknown", SEEKING, "Unknown", None)
    rows = everybody(*(row(**DISABILITY, employment_status=one, gender="Female") for one in work))
    assert cell("1E", rows, tmp_path, "Total") == cell("1E", rows, tmp_path, "Female") == (2, 5)
    assert cell("1E", rows, tmp_path, "Male") == (0, 0)


def test_a_number_in_small_letters_is_the_same_person(tmp_path):
    small, large = (row(**DISABILITY, employment_status=PAID) | {"person_id": one} for one in ("901_abc", "901_ABD"))
    assert cell("1E", [small, large], tmp_path, "Total") == (2, 2)


def test_the_latest_known_work_is_the_one_that_counts(tmp_path):
    rows = [
        row(**DISABILITY, employment_status=PAID, event_end=day(7, 1)),
        row(**DISABILITY, employment_status=SEEKING, event_end=day(8, 1)),
        row(**DISABILITY, employment_status="Unknown"),
    ]
    assert cell("1E", rows, tmp_path, "Total") == (0, 1)


def test_who_is_not_known_for_a_learning_disability_of_working_age_is_not_counted(tmp_path):
    settled = "Tenant: Private landlord"
    rows = everybody(
        row(**DISABILITY, accommodation_status=settled),
        row(**DISABILITY, accommodation_status=None),
        row(**DISABILITY, accommodation_status="Refuge"),
        row(**DISABILITY, accommodation_status=settled, date_of_birth=OLD),
        row(**DISABILITY, accommodation_status=settled, date_of_birth=date(2010, 1, 1)),
        row(**COMMUNITY, accommodation_status=settled, primary_support_reason="Mental health support"),
        row(**DISABILITY | {"service_type": "Long term support: Prison"}, accommodation_status=settled),
        row(**DISABILITY | {"client_type": "Unpaid carer"}, accommodation_status=settled),
        row(**DISABILITY, accommodation_status=settled, event_start=day(3, 1), event_end=day(3, 20)),
    )
    assert cell("1G", rows, tmp_path, "Total") == (1, 3)


def test_a_move_between_homes_is_no_admission(tmp_path):
    moved = [row(**CARE_HOME, event_start=day(3, 1), event_end=day(5, 31)), row(**CARE_HOME, event_start=day(6, 1))]
    back = [row(**CARE_HOME, event_start=day(3, 1), event_end=day(5, 30)), row(**CARE_HOME, event_start=day(6, 1))]
    assert cell("2A(1)", moved, tmp_path) == (0, 1000)
    assert cell("2A(1)", back, tmp_path) == (1, 1000)


@pytest.mark.parametrize(
    ("more", "admitted"),
    [
        ({}, 1),
        ({"service_component": None}, 1),
        ({"service_component": "Short term residential care"}, 0),
        ({"event_start": day(3, 31)}, 0),
        ({"client_type": "Unpaid carer"}, 0),
        ({"date_of_birth": None}, 0),
        ({"service_type": "Long term support: Nursing care"}, 1),
        ({"service_type": "Long term support: Community"}, 0),
    ],
)
def test_who_is_admitted(more, admitted, tmp_path):
    rows = [row(**{**CARE_HOME, "date_of_birth": OLD, **more})]
    assert cell("2A(2)", rows, tmp_path) == (admitted, 500)
    assert cell("2A(1)", rows, tmp_path) == (0, 1000)


def test_short_term_support_is_counted_by_the_sequels_of_then(tmp_path):
    start, end = day(6, 3), day(7, 15)
    rows = everybody(
        reablement(start, end),
        reablement(start, end, "NFA: Support ended for other reason"),
        reablement(start, end, "NFA: Support declined"),
        reablement(start, end),
    )
    rows.append(row(**COMMUNITY, event_start=later(end, 1)) | {"person_id": rows[-1]["person_id"]})
    assert cell("2D", rows, tmp_path) == (1, 2)


def test_each_measure_says_what_it_is_and_a_code_is_told_apart_by_its_framework():
    assert {measure.framework for measure in FRAMEWORK_2015} == {"2015-16"}
    assert {measure.key for measure in FRAMEWORK_2015} >= {"1E", "1G", "2A(1)", "2A(2)", "2B(1)", "2D"}
    assert len({(one.key, one.framework) for one in (*ASCOF, *FRAMEWORK_2015)}) == len(ASCOF) + len(FRAMEWORK_2015)
    for measure in FRAMEWORK_2015:
        assert measure.title and measure.why and measure.limitations


@pytest.mark.parametrize("measure", [one for one in FRAMEWORK_2015 if one.is_computed], ids=lambda one: one.key)
def test_a_figure_is_the_sum_of_its_people_and_every_reason_has_its_words(measure, tmp_path):
    rows = everybody(
        row(**DISABILITY, employment_status=PAID),
        row(**CARE_HOME),
        row(**CARER),
        reablement(day(6, 3), day(7, 15)),
        row(**CARE_HOME, date_of_birth=None),
    )
    with opened("duckdb", given(rows, tmp_path, {("901", "18_64"): 9, ("901", "65_plus"): 9})) as running:
        tables = Tables(keep=running.keep)
        listed = running.rows(measure.people(tables, YEAR))
        cells = running.rows(measure.cells(tables, YEAR))
    whole = next(one for one in cells if one["gender"] in ("", "Total"))
    ages = {whole["age"]} if whole["age"] != "Total" else {one["age"] for one in listed}
    assert whole["numerator"] == sum(one["in_numerator"] for one in listed if one["age"] in ages)
    assert {one["reason"] for one in listed} <= set(measure.reasons)
    assert {code for one in listed for code in one["unknowns"].split()} <= set(measure.unknowns)


@pytest.mark.parametrize("engine", QUICK)
def test_every_engine_gives_the_same_figures(engine, tmp_path):
    work = (PAID, SEEKING, "Unknown", None)
    rows = [one | {"employment_status": work[number % 4]} for number, one in enumerate(councils(60, seed=11))]
    assert figures(rows, tmp_path / "other", engine) == figures(rows, tmp_path / "ours", "duckdb")


def figures(rows: list[dict[str, Any]], folder: Path, engine: str) -> dict[str, list[tuple[Any, ...]]]:
    folder.mkdir()
    population = {("901", "18_64"): 1000, ("901", "65_plus"): 500}
    with opened(engine, given(rows, folder, population), postgres=connection_of(engine)) as running:
        tables = Tables(keep=running.keep)
        found = {
            one.key: sorted(tuple(map(str, row.values())) for row in running.rows(one.cells(tables, YEAR)))
            for one in FRAMEWORK_2015
            if one.cells
        }
    assert all(found.values()) and len(found) >= 9
    return found
