"""A another council’s file: given, checked behind the page, shown, taken, measured, and gone after its time."""

from __future__ import annotations

import csv
import io
import os
import stat
from datetime import timedelta

import duckdb
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from alongside.foundation.accounts.tests.factories import make_user
from alongside.foundation.audit.models import Look
from alongside.insight.events.tests.factories import event
from alongside.insight.files import actions, forms, presenters
from alongside.insight.files.models import KEPT_FOR, GivenFile

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def home(settings, tmp_path):
    settings.HOME = tmp_path
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": str(tmp_path)}},
    }


@pytest.fixture
def analyst():
    return make_user("performance_analyst")


def as_csv(*rows: dict[str, str], more: str = "") -> bytes:
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    return (text.getvalue() + more).encode()


def a_file(content: bytes | None = None, name: str = "Brackenshire.csv") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, as_csv(*map(event, range(1, 31))) if content is None else content)


def give(client, user, content=None, name="Brackenshire.csv", **said):
    client.force_login(user)
    data = {"file": a_file(content, name), "purpose": "Theirs, before it is sent", "release": "2", **said}
    return client.post(reverse("files:home"), data)


def given_and_checked(client, user, content=None, **said) -> GivenFile:
    give(client, user, content, **said)
    one = GivenFile.objects.get()
    actions.carry_out(one.pk)
    one.refresh_from_db()
    return one


def page_of(client, one) -> str:
    return client.get(reverse("files:given", args=[one.pk])).content.decode()


def test_it_is_checked_behind_the_page_which_says_how_far_it_is(client, analyst):
    answer = give(client, analyst)
    one = GivenFile.objects.get()
    assert answer["Location"] == reverse("files:given", args=[one.pk])
    page = page_of(client, one)
    assert "Being checked" in page and "look again" in page and 'hx-trigger="every 2s"' in page
    part = client.get(reverse("files:given", args=[one.pk]), headers={"HX-Request": "true"}).content.decode()
    assert "Being checked" in part and "<html" not in part
    said = []
    actions.GivenFile.objects.filter(pk=one.pk).update(step="Checking every cell", done=1)
    said.append(page_of(client, one))
    assert "Step 2 of 7: Checking every cell" in said[0]

    actions.carry_out(one.pk)

    one.refresh_from_db()
    assert (one.rows, one.done, one.failure) == (30, one.of, "")
    page = page_of(client, one)
    assert "How it fared" in page and "every 2s" not in page


def test_codes_parts_and_explained_differences_are_shown(client, analyst):
    rows = [
        event(1, **{"Client Type": "Service User"}), event(2, Gender="female"), event(3, Postcode=""),
        event(4, **{"Event End Date": "01/01/2024", "Event Start Date": "01/02/2024"}), event(5), event(5),
        event(6, **{"Unit Cost": "0"}),
    ]  # fmt: skip
    rows = [row | {"Adult 1 Linked Person_ID": "nobody" if place == 4 else ""} for place, row in enumerate(rows)]
    one = given_and_checked(client, analyst, as_csv(*rows))
    page = page_of(client, one)
    assert "Release 1 value; Release 2 is “Service user”." in page
    assert "Only the capital letters differ; it must be “Female”." in page
    told = actions.results.read(one)
    by_kind = {kind["title"]: kind["count"] for kind in told["kinds"]}
    assert by_kind["A day that cannot be"] == 1
    assert by_kind["An adult cared for who is not in the file"] == 1
    assert by_kind["The same event twice"] == 1
    assert by_kind["A cost that is hardly right"] == 1
    for status in told["statuses"]:
        shares = [status[key] for key in ("valid", "blank", "missing", "invalid", "release_1", "not_checked")]
        assert sum(shares) == 7 and min(shares) >= 0, status
    assert sum(status["release_1"] for status in told["statuses"]) == 1
    assert sum(told["modules"].values()) == one.failing
    for name in ("A day that cannot be", "The same event twice", "Kinds of fault", "What fails, by part"):
        assert name in page


def test_failing_cells_are_taken_as_csv_without_formulas_and_it_is_written_down(client, analyst):
    one = given_and_checked(client, analyst, as_csv(event(1, Postcode='=HYPERLINK("x")'), event(2, Gender="@x")))
    answer = client.get(reverse("files:failing", args=[one.pk]))
    lines = list(csv.DictReader(io.StringIO(b"".join(answer.streaming_content).decode())))
    assert {line["value"] for line in lines} >= {"'=HYPERLINK(\"x\")", "'@x"}
    assert all(line["row"] and line["field"] and line["message"] for line in lines)
    assert Look.objects.filter(what="another council’s file: failing cells", detail="Brackenshire.csv").exists()


def test_whoever_opens_what_was_found_is_written_down(client, analyst):
    one = given_and_checked(client, analyst)
    page_of(client, one)
    assert Look.objects.filter(what="another council’s file: what was found", user_id=analyst.pk).count() == 1


def test_rows_that_are_none_are_said_and_the_others_judged(client, analyst):
    one = given_and_checked(client, analyst, as_csv(event(1), more="a,b,c\r\n"))
    page = page_of(client, one)
    assert one.rows == 1
    assert "Brackenshire.csv, row 2, line 3: It has 3 values" in page and "Rows that cannot be read" in page
    content = b"".join(client.get(reverse("files:failing", args=[one.pk])).streaming_content).decode()
    assert "not read" in content


def test_the_measures_are_worked_out_on_it(client, analyst):
    residents = SimpleUploadedFile("residents.csv", b"la_code,age_band,population\n901,18_64,1000\n901,65_plus,500\n")
    one = given_and_checked(client, analyst, year="2024-25", population=residents)
    page = page_of(client, one)
    assert "Measures of 2024-25" in page and "not for publishing" in page
    told = actions.results.read(one)
    assert {figure["council"] for figure in told["figures"]} == {"901"}
    assert "3D(1a)" in page and ">0 of 1,000<" in page  # admissions, over the residents that were given


def test_each_council_of_a_file_has_its_own_measures(client, analyst):
    rows = [event(number, **{"LA Code": "902" if number > 20 else "901"}) for number in range(1, 31)]
    one = given_and_checked(client, analyst, as_csv(*rows), year="2024-25")
    told = actions.results.read(one)
    assert presenters.councils(told) == ["901", "902"]
    page = client.get(reverse("files:given", args=[one.pk]), {"council": "902"}).content.decode()
    assert 'aria-current="true"' in page
    assert presenters.figures(told, "901") != presenters.figures(told, "902")


def test_a_value_that_cannot_be_read_hides_no_figure_and_is_said(client, analyst):
    rows = [event(number) for number in range(1, 31)] + [event(31, **{"Event Start Date": "soon"})]
    one = given_and_checked(client, analyst, as_csv(*rows), year="2024-25")
    page = page_of(client, one)
    assert "1 values count as blank" in page and "“soon”" in page


def test_without_what_a_measure_needs_it_is_checked_all_the_same(client, analyst):
    rows = [{k: v for k, v in event(number).items() if k != "Service Type"} for number in (1, 2)]
    one = given_and_checked(client, analyst, as_csv(*rows), year="2024-25")
    page = page_of(client, one)
    assert "They were not worked out. The events have no column called Service Type." in page
    assert "How it fared" in page


def test_a_file_of_which_nothing_can_be_read_says_why_and_is_not_kept(client, analyst):
    one = given_and_checked(client, analyst, b"PK\x03\x04 a spreadsheet")
    page = page_of(client, one)
    assert "Brackenshire.csv is a spreadsheet or an archive: save it as CSV first." in page
    assert not one.folder.exists()


def test_what_stood_in_a_file_does_not_outlive_it(client, analyst):
    one = given_and_checked(client, analyst, b"9990000018,Winifred Okafor,WM4 1TR\n")
    assert one.failure == "Brackenshire.csv, line 1: none of these is a column of the return: “…”."


def test_a_file_that_ends_the_worker_is_given_up(client, analyst, monkeypatch):
    give(client, analyst)
    one = GivenFile.objects.get()
    for _ in range(actions.MOST_TIMES):
        with monkeypatch.context() as patch:
            patch.setattr(actions, "_carry_out", lambda given: None)  # as if it had died on the way
            actions.carry_out(one.pk)
    actions.carry_out(one.pk)
    one.refresh_from_db()
    assert one.failure == actions.TOO_MUCH and not one.folder.exists()


@pytest.mark.parametrize("ending", ["csv", "parquet"])
def test_more_rows_than_can_be_checked_are_refused_before_they_are_read(client, analyst, monkeypatch, tmp_path, ending):
    monkeypatch.setattr(actions, "MOST_ROWS", 20)
    content = as_csv(*map(event, range(1, 31)))
    if ending == "parquet":
        (tmp_path / "a.csv").write_bytes(content)
        duckdb.sql(f"COPY (FROM '{tmp_path}/a.csv') TO '{tmp_path}/a.parquet' (FORMAT parquet)")
        content = (tmp_path / "a.parquet").read_bytes()
    one = given_and_checked(client, analyst, content, name=f"theirs.{ending}")
    assert one.failure.startswith(f"theirs.{ending} has more than 20 rows.")


def test_a_parquet_file_that_is_broken_says_so(client, analyst):
    broken = given_and_checked(client, analyst, b"PAR1 and no more", name="a.parquet")
    assert broken.failure == "a.parquet cannot be read as Parquet."


def test_what_breaks_says_so_and_nothing_is_kept(client, analyst, monkeypatch):
    def broken(*args, **kwargs):
        raise RuntimeError("no")

    give(client, analyst)
    one = GivenFile.objects.get()
    monkeypatch.setattr(actions, "check_file", broken)
    with pytest.raises(RuntimeError):
        actions.carry_out(one.pk)
    one.refresh_from_db()
    assert one.failure == actions.NOT_CHECKED and not one.folder.exists()


def test_checking_again_changes_nothing_that_was_finished(client, analyst):
    one = given_and_checked(client, analyst)
    written = one.results_file.stat().st_mtime_ns
    actions.carry_out(one.pk)
    assert one.results_file.stat().st_mtime_ns == written


def test_the_file_is_for_the_service_alone_and_never_in_the_database(client, analyst):
    one = given_and_checked(client, analyst, as_csv(event(1, **{"LA Person Unique Identifier": "SECRET-7"})))
    for path in (one.file, one.results_file, one.failing_file):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    for folder in (one.folder, one.file.parent):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    left = sorted(kept.name for kept in one.folder.iterdir())
    assert left == ["failing.csv", "given", "results.json"], "nothing in between stays"
    assert not any("SECRET-7" in str(value) for value in vars(one).values())


@pytest.mark.parametrize(
    "name",
    ["../../etc/passwd.csv", "results.json", "a" * 300 + ".csv", "国" * 200 + ".csv", "*[x]{y}?.csv", "q'uo\"te.csv"],
)
def test_any_name_of_a_file_will_do(client, analyst, name):
    one = given_and_checked(client, analyst, name=name)
    assert one.rows == 30 and one.file.resolve().is_relative_to(one.folder.resolve())


def test_it_goes_after_its_time(client, analyst):
    one = given_and_checked(client, analyst)
    assert actions.delete_after_their_time(one.given_at + KEPT_FOR - timedelta(minutes=1)) == 0
    assert one.folder.exists()
    with CaptureQueriesContext(connection):
        assert actions.delete_after_their_time(one.given_at + KEPT_FOR) == 1
    one.refresh_from_db()
    assert one.deleted_at and one.deleted_by is None


@pytest.mark.django_db(transaction=True)
def test_it_is_deleted_at_once_when_somebody_asks_and_the_line_stays(client, analyst):
    one = given_and_checked(client, analyst)
    client.post(reverse("files:delete", args=[one.pk]))
    one.refresh_from_db()
    assert not one.folder.exists() and one.deleted_by == analyst
    page = page_of(client, one)
    assert "It is deleted" in page and "30 rows" in page
    assert client.get(reverse("files:failing", args=[one.pk])).status_code == 404
    assert "Brackenshire.csv" in client.get(reverse("files:home")).content.decode()


@pytest.mark.django_db(transaction=True)
def test_deleted_while_it_is_checked_nothing_of_it_stays(client, analyst, monkeypatch):
    give(client, analyst)
    one = GivenFile.objects.get()
    of_check = actions.results.of_check

    def meanwhile(checked):
        actions.delete(given=one, by=analyst)
        one.folder.mkdir(parents=True, exist_ok=True)
        return of_check(checked)

    monkeypatch.setattr(actions.results, "of_check", meanwhile)
    actions.carry_out(one.pk)
    one.refresh_from_db()
    assert not one.folder.exists() and one.deleted_at and one.finished_at is None


def test_what_no_line_knows_is_cleared_away(client, analyst):
    kept = given_and_checked(client, analyst)
    left = kept.folder.with_name("99999")
    left.mkdir()
    actions.delete_after_their_time(timezone.now())
    assert left.exists(), "a page may be at it"
    os.utime(left, (0, 0))
    actions.delete_after_their_time(timezone.now())
    assert not left.exists() and kept.folder.exists()


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"file": ""}, "Choose the file"),
        ({"purpose": ""}, "Whose file is it"),
        ({"year": "2024"}, "Write the year as 2024-25"),
        ({"population": SimpleUploadedFile("p.csv", b"a,b\n1,2\n"), "year": "2024-25"}, "p.csv"),
        ({"population": SimpleUploadedFile("p.parquet", b"PAR1"), "year": "2024-25"}, "p.parquet is no CSV file."),
        ({"population": SimpleUploadedFile("p.csv", b"la_code,age_band,population\n1,18_64,x\n"), "year": "2024-25"},
         "p.csv, row 1, population: “x” is no whole number."),
        ({"population": SimpleUploadedFile("p.csv", b"la_code,age_band,population\n1,18_64,7\n")}, "Enter the year"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_and_nothing_is_kept(client, analyst, said, words):
    for value in said.values():
        if isinstance(value, SimpleUploadedFile):
            value.seek(0)
    page = give(client, analyst, **said).content.decode()
    assert words in page and "There is a problem" in page
    assert not GivenFile.objects.exists()


def test_what_is_too_large_is_refused_with_the_way_out(client, analyst, monkeypatch):
    monkeypatch.setattr(forms, "LARGEST", 1000)
    page = give(client, analyst).content.decode()
    assert "alongside cld check" in page
    assert not GivenFile.objects.exists()


@pytest.mark.parametrize("role", ["commissioner", "team_manager", "front_door_worker", "director"])
def test_nobody_else_gives_sees_takes_or_deletes(client, analyst, role):
    one = given_and_checked(client, analyst)
    client.force_login(make_user(role))
    assert client.get(reverse("files:home")).status_code == 403
    for name in ("given", "failing"):
        assert client.get(reverse(f"files:{name}", args=[one.pk])).status_code == 403
    assert client.post(reverse("files:delete", args=[one.pk])).status_code == 403
    assert one.folder.exists()


def test_the_page_asks_few_questions(client, analyst):
    one = given_and_checked(client, analyst)
    with CaptureQueriesContext(connection) as asked:
        page_of(client, one)
    assert len(asked) <= 12
