from datetime import date, timedelta
from pathlib import Path

import pytest
import yaml

from alongside.rules import registry
from alongside.rules.parameters import BadParameters, NotKnown, national, parameter, read_parameters, subjects

GOOD = {
    "label": "Days to answer",
    "unit": "days",
    "source": "An Act s1",
    "mark": "seen",
    "values": {date(2020, 4, 1): 10, date(2022, 4, 1): 12},
    "known_until": date(2023, 3, 31),
}


def write(folder: Path, **changes: object) -> Path:
    entry = {**GOOD, **changes}
    file = folder / "answers.yaml"
    given = {key: value for key, value in entry.items() if value is not None}
    file.write_text(yaml.safe_dump({"subject": "answers", "figures": {"days": given}}), encoding="utf-8")
    return file


def test_a_figure_is_the_one_of_the_day(tmp_path: Path) -> None:
    days = read_parameters(write(tmp_path))["days"]
    assert days.on(date(2020, 4, 1)) == days.on(date(2022, 3, 31)) == 10
    assert days.on(date(2022, 4, 1)) == days.on(date(2023, 3, 31)) == 12


@pytest.mark.parametrize(
    ("day", "says"),
    [(date(2020, 3, 31), "it begins on 2020-04-01"), (date(2023, 4, 1), "it has been checked until 2023-03-31")],
)
def test_a_day_outside_is_refused_with_the_figure_and_the_day(tmp_path: Path, day: date, says: str) -> None:
    with pytest.raises(NotKnown) as refusal:
        read_parameters(write(tmp_path))["days"].on(day)
    assert str(refusal.value) == f"“Days to answer” is not known on {day}: {says}."


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"mark": "guessed"}, "`mark` must be one of seen, derived, unverified"),
        ({"source": ""}, "`source` must be words"),
        ({"unit": None}, "`unit` is missing"),
        ({"values": {}}, "`values` needs at least one value"),
        ({"values": {"2020": 1}}, "`values` needs at least one value"),
        ({"known_until": "soon"}, "`known_until` must be a day"),
        ({"known_until": date(2021, 1, 1)}, "`known_until` is before the last value"),
        ({"colour": "red"}, "`colour` is not a key of a figure"),
    ],
)
def test_a_file_that_does_not_fit_is_refused_with_its_name_and_key(tmp_path: Path, changes: dict, says: str) -> None:
    with pytest.raises(BadParameters) as refusal:
        read_parameters(write(tmp_path, **changes))
    assert str(refusal.value).startswith("answers.yaml, days: ")
    assert says in str(refusal.value)


@pytest.mark.parametrize("text", ["[1, 2]", "figures: 3", "a: [", "subject: other\nfigures: {}"])
def test_a_file_of_another_shape_is_refused(tmp_path: Path, text: str) -> None:
    file = tmp_path / "answers.yaml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(BadParameters, match=r"^answers\.yaml"):
        read_parameters(file)


def test_an_unverified_figure_says_so_wherever_it_is_cited(tmp_path: Path) -> None:
    assert read_parameters(write(tmp_path))["days"].cited == "An Act s1"
    assert read_parameters(write(tmp_path, mark="unverified"))["days"].cited == (
        "An Act s1 (not yet checked against the source)"
    )


@pytest.mark.parametrize("subject", subjects())
def test_every_national_figure_reads(subject: str) -> None:
    for figure in national(subject).values():
        assert figure.on(figure.values[0][0]) == figure.values[0][1]
        assert figure.on(figure.known_until) == figure.values[-1][1]


@pytest.mark.parametrize(
    ("rule", "subject", "name"),
    [
        ("eligibility.adult", "eligibility", "adult_outcomes_needed"),
        ("eligibility.carer", "eligibility", "carer_outcomes_needed"),
        ("advocacy.duty", "advocacy", "hospital_days"),
        ("capacity.assessment", "capacity", "order_of_questions"),
        ("review.due", "reviews", "months_between_reviews"),
        ("assessment.promise", "assessments", "statutory_limit"),
    ],
)
def test_every_rule_refuses_a_day_outside_its_figures(rule: str, subject: str, name: str) -> None:
    figure = parameter(subject, name)
    for day in (figure.values[0][0] - timedelta(days=1), figure.known_until + timedelta(days=1)):
        with pytest.raises(NotKnown, match=day.isoformat()):
            registry.decide(rule, {}, day)


def test_a_figure_that_does_not_exist() -> None:
    with pytest.raises(NotKnown, match=r"reviews\.never"):
        parameter("reviews", "never")
