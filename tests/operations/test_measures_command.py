"""`alongside measures` as people run it."""

import csv
import json
from datetime import date

import pytest

from alongside.config.cli import main
from alongside.insight.events.columns import COLUMNS
from alongside.insight.measures.tests.factories import reablement, row, written

HEADERS = {column.name: column.header for column in COLUMNS if column.header}


@pytest.fixture
def events(tmp_path):
    """A CSV as a council sends it: national headings, days as people write them."""
    rows = [
        reablement(date(2024, 6, 3), date(2024, 7, 15)),
        reablement(date(2024, 6, 3), date(2024, 7, 15), "Admitted to hospital", person_id="9990000002"),
        row(
            person_id="9990000003", event_start=date(2024, 8, 1), event_end=None, gender="Female",
            service_type="Long term support: Nursing care", service_component="Long term nursing care",
        ),
    ]  # fmt: skip
    return _csv(tmp_path / "events.csv", rows)


def _csv(file, rows):
    with file.open("w", encoding="utf-8", newline="") as text:
        names = [name for name in HEADERS if name in rows[0]]
        writer = csv.writer(text)
        writer.writerow([*(HEADERS[name] for name in names), "NHS Number"])
        for one in rows:
            days = [one[name].strftime("%d/%m/%Y") if isinstance(one[name], date) else one[name] for name in names]
            writer.writerow([*days, one["person_id"]])
    return file


@pytest.fixture
def population(tmp_path):
    file = tmp_path / "population.csv"
    file.write_text("la_code,age_band,population\n901,18_64,2000\n901,65_plus,1000\n902,18_64,5\n")
    return file


def test_json_is_a_list_of_figures_and_nothing_else(events, population, capsys):
    asked = ["measures", "ascof", "--events", str(events), "--year", "2024-25", "--population", str(population)]
    assert main([*asked, "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert {frozenset(one) for one in found} == {
        frozenset(("measure", "framework", "council", "age", "gender", "numerator", "denominator", "outcome"))
    }
    by_cell = {(one["measure"], one["council"], one["age"], one["gender"]): one for one in found}
    assert by_cell["2A", "901", "Total", ""] == {
        "measure": "2A", "framework": "2024-25", "council": "901", "age": "Total", "gender": "",
        "numerator": 1, "denominator": 1, "outcome": "100.0",
    }  # fmt: skip
    assert by_cell["2B", "901", "18_64", ""]["outcome"] == "50.0"
    assert by_cell["2E(2a)", "901", "18_64", "Female"]["denominator"] == 1
    # A council without events has noughts; of residents whose number nobody gave nothing is said.
    assert by_cell["2B", "902", "18_64", ""]["numerator"] == 0
    assert by_cell["2C", "902", "65_plus", ""]["outcome"] is None


def test_csv_and_parquet_may_be_mixed(events, tmp_path, capsys):
    parquet = written([reablement(date(2024, 6, 3), date(2024, 7, 15), person_id="9990000009")], tmp_path)
    assert main(["measures", "ascof", "--events", str(events), str(parquet), "--year", "2024-25", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert [one["denominator"] for one in found if one["measure"] == "2A" and one["age"] == "Total"] == [2]


def test_for_people_it_is_a_table(events, capsys):
    assert main(["measures", "ascof", "--events", str(events), "--year", "2024-25"]) == 0
    shown = capsys.readouterr().out.splitlines()
    assert len(shown) == 26
    assert "no population" in next(line for line in shown if line.startswith("2B"))


def test_whom_a_blank_component_concerns_is_said_beside_the_figures(tmp_path, capsys):
    lost = row(service_type="Long term support: Nursing care", event_start=date(2024, 8, 1))
    file = _csv(tmp_path / "events.csv", [lost])
    asked = ["measures", "ascof", "--events", str(file), "--year", "2024-25", "--json"]

    def admitted(*more):
        assert main([*asked, *more]) == 0
        said = capsys.readouterr()
        figures = {(one["measure"], one["age"]): one["numerator"] for one in json.loads(said.out)}
        return figures["2B", "18_64"], said.err

    said = "{}: 1 person has a service whose component is blank; the national rule loses it, {}.\n"
    matched, not_matched = "and so do these figures", "and these figures do not"
    assert admitted() == (0, said.format("2B", matched) + said.format("2C", matched))
    assert admitted("--no-match-national") == (1, said.format("2B", not_matched) + said.format("2C", not_matched))


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (
            ["--events", "{events}", "--year", "2024-26"],
            "--year: A year is written such as 2024-25",
        ),
        (["--events", "nothing.csv", "--year", "2024-25"], "nothing.csv"),
        (["--events", "{events}", "--year", "2024-25", "--population", "nothing.csv"], "no file nothing.csv"),
        (["--events", "{events}", "--year", "2024-25", "--population", "{events}"], "has no column called la_code"),
        (["--events", "{events}", "--year", "2024-25", "--engine", "oracle"], "oracle"),
    ],
)
def test_what_cannot_be_done_is_one_sentence_and_exit_2(asked, said, events, capsys):
    words = ["measures", "ascof", *(word.format(events=events) for word in asked)]
    try:
        status = main(words)
    except SystemExit as left:  # argparse
        status = left.code
    shown = capsys.readouterr()
    assert (status, shown.out) == (2, "")
    assert said in shown.err
    assert shown.err.count("\n") == 1


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("901,18_64,abc", "row 2, population: “abc” is no whole number."),
        ("901,18_64,-5", "row 2, population: “-5” is no whole number."),
        ("901,18-64,5", "row 2, age_band: “18-64” is neither 18_64 nor 65_plus."),
        (",18_64,5", "row 2, la_code: it is blank."),
        ("901,65_plus,5", "row 2, age_band: 901 has 65_plus twice."),
    ],
)
def test_a_bad_population_names_the_row_and_the_field(line, said, events, tmp_path, capsys):
    file = tmp_path / "residents.csv"
    file.write_text(f"la_code,age_band,population\n901,65_plus,10\n{line}\n")
    assert main(["measures", "ascof", "--events", str(events), "--year", "2024-25", "--population", str(file)]) == 2
    assert capsys.readouterr().err == f"residents.csv, {said}\n"


def test_a_day_that_is_none_names_the_row_and_the_field(events, capsys):
    events.write_text(events.read_text().replace("03/06/2024", "31/06/2024", 1))
    assert main(["measures", "ascof", "--events", str(events), "--year", "2024-25"]) == 2
    said = capsys.readouterr().err
    assert "events.csv" in said
    assert "row 1" in said
    assert "Event Start Date" in said


def test_a_file_without_a_column_that_is_needed(events, capsys):
    events.write_text(events.read_text().replace("Service Type", "Kind of service", 1))
    assert main(["measures", "ascof", "--events", str(events), "--year", "2024-25"]) == 2
    assert capsys.readouterr().err == "The events have no column called Service Type.\n"


def test_a_file_without_a_column_that_only_adds_to_figures_says_so(events, capsys):
    events.write_text(events.read_text().replace("Gender", "Sex", 1))
    assert main(["measures", "ascof", "--events", str(events), "--year", "2024-25"]) == 0
    assert "The events have no column called Gender: it counts as blank for everybody." in capsys.readouterr().err


def test_the_list_has_every_measure_and_says_what_cannot_be_worked_out(capsys):
    assert main(["measures", "list", "--json"]) == 0
    every = json.loads(capsys.readouterr().out)
    assert {one["framework"] for one in every} == {"2024-25", "2015-16"}
    listed = {one["measure"]: one for one in every if one["framework"] == "2024-25"}
    assert list(listed) == [
        "2A", "2B", "2C", "2D(1)", "2D(2)", "2E(1)", "2E(2a)", "2E(2b)", "3D(1a)", "3D(1b)", "3D(2a)", "3D(2b)",
    ]  # fmt: skip
    assert [key for key, one in listed.items() if not one["computed"]] == ["2D(1)", "2D(2)"]
    assert "only the nation holds" in listed["2D(1)"]["limitations"][0]
    assert listed["2B"]["direction"] == "low"
    assert main(["measures", "list"]) == 0
    assert "2D(2) (2024-25)" in capsys.readouterr().out


KEYS_OF_A_PART = {"measure", "framework", "council", "by", "part", "numerator", "denominator", "outcome", "held_back"}
IRISH, AFRICAN = "White: Irish", "Black, Black British, Caribbean or African: African"


@pytest.fixture
def many(tmp_path):
    """Sixty people with support at home: twenty of one ethnicity, 36 of another, four of whom nobody knows it."""
    rows = [
        row(
            person_id=f"99900000{number:02}", service_type="Long term support: Community",
            delivery_mechanism="Direct payment" if number % 2 else "CASSR commissioned support",
            ethnicity=IRISH if number < 20 else AFRICAN if number < 56 else None,
        )
        for number in range(60)
    ]
    file = _csv(tmp_path / "many.csv", rows)
    lines = file.read_text(encoding="utf-8").splitlines()
    sectors = ("WM1 2AB", "WM3 4AB", "")
    postcodes = ["Postcode", *(sectors[number % 3] for number in range(60))]
    file.write_text("\n".join(f"{line},{postcode}" for line, postcode in zip(lines, postcodes, strict=True)) + "\n")
    return file


def cut(file, *more):
    return main(["measures", "ascof", "--events", str(file), "--year", "2024-25", *more])


def test_a_figure_cut_into_parts_holds_small_numbers_back_unless_asked_whole(many, capsys):
    assert cut(many, "--by", "ethnicity", "--whole", "--json") == 0
    whole = [one for one in json.loads(capsys.readouterr().out) if one["measure"] == "3D(2a)"]
    assert {frozenset(one) for one in whole} == {frozenset(KEYS_OF_A_PART)}
    assert {one["part"]: (one["numerator"], one["denominator"]) for one in whole} == {
        "": (30, 60), IRISH: (10, 20), AFRICAN: (18, 36), "Not known": (2, 4)
    }
    assert cut(many, "--by", "ethnicity", "--json") == 0
    published = json.loads(capsys.readouterr().out)
    assert all(count is None or count >= 5 for one in published for count in (one["numerator"], one["denominator"])
               if one["measure"] not in ("2B", "2C"))
    held = {one["part"]: one for one in published if one["measure"] == "3D(2a)"}
    hidden = {part for part in (IRISH, AFRICAN, "Not known") if part not in held or held[part]["numerator"] is None}
    assert "Not known" in hidden and len(hidden) > 1, "alone it would follow from the others"
    assert cut(many, "--by", "ethnicity") == 0
    assert "Everybody" in capsys.readouterr().out


def test_parts_of_several_kinds_and_of_the_older_framework(many, capsys):
    assert cut(many, "--by", "ethnicity", "age", "--framework", "2015-16", "--whole", "--json") == 0
    found = [one for one in json.loads(capsys.readouterr().out) if one["measure"] == "1C(2A)"]
    assert [one["by"] for one in found] == ["", "ethnicity", "ethnicity", "ethnicity", "age"]
    assert (found[-1]["part"], found[-1]["numerator"]) == ("18 to 64", 30)


def test_wards_are_told_by_the_councils_file(many, tmp_path, capsys):
    wards = tmp_path / "wards.csv"
    wards.write_text("postcode,ward_code,ward_name\nWM1 2,W1,Old Town\nWM3 4AB,W2,East\nWM3 4AD,W3,West\n")
    assert cut(many, "--by", "ward", "--wards", str(wards), "--whole", "--json") == 0
    said = capsys.readouterr()
    found = {one["part"]: one["denominator"] for one in json.loads(said.out) if one["measure"] == "3D(2a)"}
    assert found == {"": 60, "Old Town": 20, "Not known": 40} and "lie in one ward: 1." in said.err
    wards.write_text("postcode,ward\nWM1 2,W1\n")
    assert cut(many, "--by", "ward", "--wards", str(wards)) == 2
    assert "no column called ward_code" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (["--by", "team"], "A national file holds no team"),
        (["--by", "ward"], "A national file holds no ward"),
        (["--whole"], "go with --by"),
        (["--by", "age", "--records"], "reads our own records, and no file"),
    ],
)
def test_what_cannot_be_cut_is_refused_in_a_sentence(many, more, said, capsys):
    assert cut(many, *more) == 2
    told = capsys.readouterr()
    assert said in told.err and told.out == ""


def test_without_files_or_records_it_says_what_is_wanting(capsys):
    assert main(["measures", "ascof", "--year", "2024-25"]) == 2
    assert "name at least one file" in capsys.readouterr().err
