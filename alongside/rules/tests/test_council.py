import shutil
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from alongside.rules.council import BadCouncil, Council, read_council
from alongside.rules.parameters import NotKnown

EXAMPLE = Path(__file__).parents[3] / "councils" / "example"
DAY = date(2026, 11, 22)


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    return Path(shutil.copytree(EXAMPLE, tmp_path / "pack"))


@pytest.fixture(scope="module")
def westmere() -> Council:
    return read_council(EXAMPLE)


def edit(pack: Path, file: str, old: str, new: str) -> None:
    path = pack / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_the_example_council(westmere: Council) -> None:
    assert westmere.name == "Westmere Council"
    assert westmere.out_of_hours.telephone.startswith("01632 960")
    assert westmere.opening_hours[0].day == "monday"


def test_its_choices(westmere: Council) -> None:
    assert westmere.policy("reviews.count_from", DAY) == "plan_start"
    assert westmere.policy("assessments.promise_days", DAY) == 28
    assert westmere.policy("assessments.urgent_promise_days", DAY) == 1
    assert westmere.policy("assessments.find_advocate_days", DAY) == 3
    assert westmere.policy("plans.signing_days", DAY) == 2
    assert westmere.policy("front_door.rereferral_window_days", DAY) == 90
    assert westmere.policy("plans.sign_off", DAY)[0].up_to_weekly == Decimal("750.00")
    assert len(westmere.policy("protected_functions.functions", DAY)) == 10
    assert westmere.policy("front_door.simple_equipment", DAY)[0].label == "Grab rail"
    assert westmere.decided("reviews.count_from").source == "Westmere review policy"


def test_a_choice_is_dated_like_the_law(westmere: Council) -> None:
    with pytest.raises(NotKnown, match="2014-01-01"):
        westmere.policy("reviews.count_from", date(2014, 1, 1))
    with pytest.raises(NotKnown, match=r"no council policy called reviews\.colour"):
        westmere.policy("reviews.colour", DAY)


@pytest.mark.parametrize(
    ("file", "old", "new", "says"),
    [
        ("council.yaml", "short_name: Westmere\n", "", "council.yaml: `short_name` is missing."),
        ("council.yaml", "short_name:", "shortname:", "council.yaml: `shortname` is not a key of a council."),
        ("council.yaml", 'la_code: "999"', "la_code: 999", "council.yaml: `la_code` must be words in quotes, not 999."),
        ("council.yaml", 'la_code: "999"', 'la_code: "9"', "council.yaml: `la_code` must be three to five"),
        ("council.yaml", "day: monday", "day: mon", "council.yaml: `opening_hours.day` is mon;"),
        ("council.yaml", 'opens: "08:30"', 'opens: "8.30"', "council.yaml: `opening_hours.opens` is 8.30;"),
        ("council.yaml", 'closes: "17:30"', 'closes: "08:00"', "council.yaml: `opening_hours` closes before it opens"),
        ("council.yaml", "label: Out", "title: Out", "council.yaml: `title` is not a key of `out_of_hours`."),
        (
            "policy/reviews.yaml",
            "{2015-04-01: 12}",
            "{2015-04-01: 13}",
            "reviews.yaml, months_between, from 2015-04-01: is 13; the national ceiling is 12 months",
        ),
        ("policy/reviews.yaml", "2015-04-01: plan_start", "2015-04-01: birthday", "reviews.yaml, count_from, from"),
        ("policy/reviews.yaml", "  notice_weeks:", "  notice_week:", "reviews.yaml: `notice_week` is not a policy"),
        ("policy/reviews.yaml", "mark: decided", "mark: seen", "reviews.yaml, count_from: `mark` must be one of"),
        ("policy/assessments.yaml", "2015-04-01: 28", "2015-04-01: many", "promise_days, from 2015-04-01: must be a"),
        (
            "policy/assessments.yaml",
            "{2015-04-01: 3}\n    known_until: 2028-03-31\n  follow_up_days",
            "{2015-04-01: 15}\n    known_until: 2028-03-31\n  follow_up_days",
            "assessments.yaml, find_advocate_days, from 2015-04-01: is 15; it must be 14 or less",
        ),
        ("policy/plans.yaml", "  signing_days:", "  signing_day:", "plans.yaml: `signing_day` is not a policy"),
        ("policy/front_door.yaml", "key: bath_board", "key: grab_rail", "has key grab_rail twice"),
        ("policy/front_door.yaml", "label: Bath board, ", "", "simple_equipment, from 2015-04-01: entry 2 lacks label"),
        ("policy/front_door.yaml", "ways: [telephone]", "ways: [pigeon]", "routes, from 2015-04-01: entry 1: way"),
        ("policy/front_door.yaml", "ways: [telephone]", "ways: []", "entry 1: ways must be a list with at least one"),
        ("policy/plans.yaml", '"750.00"', "750.00", "up_to_weekly must be an amount in quotes"),
        ("policy/waiting_list.yaml", "look_again_after_days: 7", "look_again_after_days: x", "entry 2: look_again"),
        ("policy/publishing.yaml", "2015-04-01: 5", "2015-04-01: 1", "is 1; it must be 3 or more"),
    ],
)
def test_a_pack_that_does_not_fit_is_refused_with_its_file_and_key(
    pack: Path, file: str, old: str, new: str, says: str
) -> None:
    edit(pack, file, old, new)
    with pytest.raises(BadCouncil) as refusal:
        read_council(pack)
    assert says in str(refusal.value)
    assert Path(file).name in str(refusal.value)


def test_a_missing_file_is_named(pack: Path) -> None:
    (pack / "policy" / "plans.yaml").unlink()
    with pytest.raises(BadCouncil, match=r"^plans\.yaml cannot be read"):
        read_council(pack)


def test_a_misnamed_file_is_named(pack: Path) -> None:
    (pack / "policy" / "review.yaml").write_text("figures: {}", encoding="utf-8")
    with pytest.raises(BadCouncil, match=r"^review\.yaml is not a policy file"):
        read_council(pack)
