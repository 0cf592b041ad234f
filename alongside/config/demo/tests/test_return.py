"""The demo council's own return: written, checked as a file, and every figure of it more than nothing."""

from __future__ import annotations

import csv
import json
from collections import Counter
from contextlib import nullcontext
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings

from alongside.config.cli import cld, main
from alongside.config.demo import load as loading
from alongside.insight.measures.common.year import Year
from alongside.insight.measures.framework_2015 import running as of_2015
from alongside.insight.measures.running import measure_files
from alongside.insight.returns.build import build
from alongside.insight.returns.checking import check_file
from alongside.rules.national_return.row import Period

pytestmark = pytest.mark.django_db
DAY = date(2026, 9, 14)
POPULATION = Path(settings.COUNCIL_PACK) / "population.csv"
YEAR = Period(date(2025, 9, 15), DAY)


@pytest.fixture(scope="module")
def written(django_db_setup, django_db_blocker, tmp_path_factory):
    """The return of three years and of one, of a demo council of a few hundred people."""
    folder = tmp_path_factory.mktemp("return")
    with django_db_blocker.unblock():
        from django.db import transaction

        with transaction.atomic():
            loading.load(people=420, seed=7, today=DAY)
            made = {}
            for name, period in (("year", YEAR), ("years", Period(date(2024, 4, 1), DAY))):
                file = folder / f"{name}.csv"
                with file.open("w", encoding="utf-8", newline="") as lines:
                    made[name] = (file, build(period, lines))
            yield made
            transaction.set_rollback(True)


def rows(file) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def test_every_kind_of_event_and_of_client_is_in_it(written):
    file, summary = written["year"]
    assert set(summary.by_type) >= {"Request", "Assessment", "Service", "Review"}
    told = rows(file)
    assert {row["Client Type"] for row in told} >= {"Service user", "Unpaid carer"}
    services = [row for row in told if row["Event Type"] == "Service"]
    kinds = {row["Service Type"] for row in services}
    assert kinds >= {
        "Long term support: Community", "Long term support: Residential care", "Short term support: ST-Max",
        "Short term support: Ongoing low level", "Unpaid carer support: Direct to unpaid carer",
    }
    assert {row["Delivery Mechanism"] for row in services} == {
        "Direct payment", "CASSR managed personal budget", "CASSR commissioned support"}
    assert len({row["Event Outcome"] for row in services}) > 4
    assert {row["Request: Route of Access"] for row in told} >= {"Discharge from Hospital", "Community / Other route"}


def test_what_was_written_passes_its_own_check_but_for_what_nobody_said(written):
    """The kind of a few services was never said: those cells fail, and nothing else does."""
    file, summary = written["year"]
    unsaid = sum(row["Event Type"] == "Service" and not row["Service Type"] for row in rows(file))
    checked = check_file(file, la_codes=("999",))
    assert dict(checked.failed) == {"Service Type": unsaid, "Service Component": unsaid} == dict(summary.failing)
    assert 0 < unsaid < summary.by_type["Service"] / 10
    assert any(row["Adult 1 Linked Person_ID"] for row in rows(file))


def test_export_and_check_as_people_run_them(written, tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(cld, "records", nullcontext)  # the database of the tests is there already
    monkeypatch.setattr(cld, "set_up_django", lambda: None)
    file = tmp_path / "return.csv"
    days = ["--from", YEAR.start.isoformat(), "--to", YEAR.end.isoformat()]
    assert main(["cld", "export", *days, str(file), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert main(["cld", "check", str(file), "--json"]) == 1
    checked = json.loads(capsys.readouterr().out)
    assert told["rows"] == checked["rows"] and told["events"]["Service"] > 100
    assert {one["field"] for one in checked["fields"] if one["failed"]} == {"Service Type", "Service Component"}


def test_a_service_is_one_however_often_its_plan_was_written_anew(written):
    file, _ = written["years"]
    told = [row for row in rows(file) if row["Event Type"] == "Service"]
    twice = Counter(
        (row["LA Person Unique Identifier"], row["Service Component"], row["Event Start Date"], row["Event Reference"])
        for row in told
    )
    assert max(twice.values()) == 1
    assert len({row["Event Reference"] for row in told}) == len(told)


def test_every_measure_of_both_frameworks_has_somebody_in_it(written):
    file, _ = written["years"]
    year, people = Year("2025-26"), POPULATION
    figures = [
        *measure_files([file], year, population=people).figures,
        *of_2015.measure_files([file], year, population=people).figures,
    ]
    found = Counter()
    for one in figures:
        found[one.framework, one.measure] += one.numerator
    nobody = {measure for measure, number in found.items() if not number}
    assert nobody <= {("2024-25", "2B"), ("2015-16", "2A(1)")}  # few move to a care home before 65
    rates = {(one.framework, one.measure): one for one in figures if one.age == "Total"}
    for framework, measure in (("2024-25", "2A"), ("2024-25", "3D(1a)"), ("2024-25", "3D(1b)"), ("2015-16", "2D")):
        assert 0 < rates[framework, measure].numerator <= rates[framework, measure].denominator
