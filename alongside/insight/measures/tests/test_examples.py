"""The worked examples of the national rules, where they are at hand: 220 cells, and the step of every episode."""

import csv
import os
from collections import Counter
from pathlib import Path

import pytest

from alongside.insight.events.engines import Given, opened
from alongside.insight.events.reading import read
from alongside.insight.measures.ascof import short_term_services_2a
from alongside.insight.measures.common.columns import EVENTS, POPULATION
from alongside.insight.measures.common.tables import Tables
from alongside.insight.measures.common.year import Year
from alongside.insight.measures.population import write_population
from alongside.insight.measures.running import measure_files
from alongside.insight.measures.tests.engines_at_hand import ENGINES, connection_of

BESIDE_THE_REPOSITORY = Path(__file__).resolve().parents[5] / "shared"
EXAMPLES = Path(os.environ.get("ALONGSIDE_SHARED", BESIDE_THE_REPOSITORY)) / "data" / "examples"
FILES = ("901_906", "edges_931_935")
YEAR = Year("2024-25")

pytestmark = pytest.mark.skipif(not EXAMPLES.is_dir(), reason="The worked examples are not part of the repository.")


@pytest.mark.parametrize("engine", ENGINES)
def test_every_cell_is_right(engine, tmp_path):
    population = tmp_path / "population.csv"
    one, other = ((EXAMPLES / f"population_{councils}.csv").read_text(encoding="utf-8") for councils in FILES)
    population.write_text(one.rstrip() + "\n" + other.split("\n", 1)[1])
    answer = measure_files(
        [EXAMPLES / f"cld_{councils}.parquet" for councils in FILES],
        YEAR,
        population=population,
        engine=engine,
        postgres=connection_of(engine),
    )
    found = {
        (one.measure, one.council, one.age, one.gender): (one.numerator, one.denominator, str(one.outcome))
        for one in answer.figures
    }
    expected = {}
    for councils in FILES:
        with (EXAMPLES / f"expected_{councils}.csv").open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                numbers = (int(row["numerator"]), int(row["denominator"]), row["outcome"])
                expected[row["measure"], row["council"], row["age"], row["gender"]] = numbers
    assert len(expected) == 220
    assert {cell: found.get(cell) for cell in expected} == expected


def test_every_episode_is_answered_by_the_same_step(tmp_path):
    events = read([EXAMPLES / "cld_901_906.parquet"], out=tmp_path / "events.parquet", only=EVENTS.columns)
    given = [
        Given(EVENTS, (events.path,)),
        Given(POPULATION, (write_population({}, tmp_path / "population.parquet"),)),
    ]
    with opened("duckdb", given) as running:
        rows = running.rows(short_term_services_2a.people(Tables(keep=running.keep), YEAR))
    bands = {"18_64": "18 to 64", "65_plus": "65 and above", "unknown": "Unknown"}
    found = Counter(
        (row["council"], row["person_id"], row["step"], bands[row["age"]])
        for row in rows
        if row["reason"] not in short_term_services_2a.OUT
    )
    with (EXAMPLES / "clusters_2A_901_906.csv").open(encoding="utf-8", newline="") as file:
        expected = Counter(
            (row["LA_Code"], row["PID"], row["Sequel_Type"], row["Band"]) for row in csv.DictReader(file)
        )
    assert found == expected
