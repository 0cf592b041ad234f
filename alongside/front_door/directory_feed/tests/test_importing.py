"""A list comes in: the good rows are kept, each bad one is told, and a second time changes nothing."""

from __future__ import annotations

from datetime import time
from decimal import Decimal
from random import Random

import pytest

from alongside.front_door.directory import actions as directory
from alongside.front_door.directory import pack
from alongside.front_door.directory.models import Attribute, Entry, Organisation, Service, TaxonomyTerm
from alongside.front_door.directory.search import Asked, find
from alongside.front_door.directory.tests import factories
from alongside.front_door.directory_feed import exports
from alongside.front_door.directory_feed.actions import importing
from alongside.front_door.directory_feed.models import Import, ImportProblem
from alongside.front_door.directory_feed.reading import sheet

from . import sheets

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def westmere():
    factories.terms()
    directory.load_postcodes(file=pack.postcodes_file())


def bring(file, columns=None, *, origin="Voluntary Action", publish=True) -> Import:
    opened = sheet.opened(file)
    asked = importing.prepare(kind=Import.Kind.SHEET, origin=origin, source=file.name, by=None, publish=publish,
                              columns=columns or sheets.COLUMNS)
    rows = [importing.Row(*one) for one in sheet.records(opened, asked.columns)]
    return importing.run(of=asked, rows=rows, total=len(rows))


def test_five_thousand_rows_with_two_hundred_damaged(tmp_path):
    made, wrong = sheets.rows(5000, 200)
    file = sheets.as_xlsx(tmp_path / "groups.xlsx", made)
    done = bring(file)
    assert (done.read, done.added, done.refused, done.changed) == (5000, 4800, 200, 0)
    told: dict[int, set[str]] = {}
    for one in ImportProblem.objects.filter(of=done):
        told.setdefault(one.row, set()).add(one.field)
    assert told == wrong, "each bad row, and each bad field of it"
    assert Service.objects.count() == Entry.objects.count() == 4800

    again = bring(file)
    assert (again.added, again.changed, again.unchanged, again.refused) == (0, 0, 4800, 200)
    assert Service.objects.count() == 4800 and Organisation.objects.count() <= 400

    mended, _ = sheets.rows(5000, 0)
    mended[0]["Price"] = "9.99"
    third = bring(sheets.as_csv(tmp_path / "groups.csv", mended))
    assert third.added == 200 and third.refused == 0 and third.changed >= 1
    assert Service.objects.count() == 5000


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_what_was_taken_out_is_read_in_as_it_was_before_it_was_made_safe_for_spreadsheets(tmp_path, kind):
    said = {"Title of group": "@home: a club", "Tel": "+44 1632 960123", "About": "- tea and talk"}
    bring(sheets.as_csv(tmp_path / "one.csv", [sheets.row(1, Random(1)) | said]))
    out = tmp_path / f"out.{kind}"
    with out.open("wb") as file:
        exports.write(kind, file, str)
    opened = sheet.opened(out)
    ((_, cells),) = opened.rows
    assert (cells["Name"], cells["Telephone"], cells["Description"]) == tuple(said.values())
    columns = {key: heading for key, heading in sheet.guessed(opened.headings).items() if key != "reference"}
    bring(out, columns, origin="The council beside us")
    assert set(Service.objects.values_list("name", "phones__number")) == {(said["Title of group"], said["Tel"])}
    assert Service.objects.count() == 2


def test_a_row_becomes_an_entry_that_is_found(tmp_path):
    made = sheets.row(1, Random(1)) | {
        "Title of group": "Tuesday tea", "Category": "Befriending; outdoors", "Day": "Tuesdays and Thu",
        "Start": "2.30pm", "Price": "£2.50", "Min age": "55", "Languages": "Polish, Urdu", "Post code": "wm42ab"}
    bring(sheets.as_csv(tmp_path / "one.csv", [made]))
    entry = Service.objects.with_all().get()
    assert entry.public and entry.url == "https://www.clubs.example" and entry.minimum_age == 55
    timing = entry.schedules.get()
    assert (timing.freq, timing.byday, timing.opens_at, timing.closes_at) == ("WEEKLY", "TU,TH", time(14, 30),
                                                                              time(16, 30))
    assert entry.cost_options.get().amount == Decimal("2.50")
    place = entry.places.get().location
    assert place.addresses.get().postal_code == "WM4 2AB" and place.latitude
    assert place.accessibility.get().feature == "step_free"
    assert {one.name for one in entry.languages.all()} == {"Polish", "Urdu"}
    assert {one.term.code for one in entry.attributes.all()} == {"befriending", "outdoors"}
    assert [hit.card["name"] for hit in find(Asked(words="tuesday tea", postcode="WM4 2AB")).hits] == ["Tuesday tea"]


def test_what_a_colleague_put_right_stays_until_the_file_says_something_else(tmp_path):
    made = sheets.row(1, Random(1))
    file = sheets.as_csv(tmp_path / "one.csv", [made])
    bring(file)
    entry = Service.objects.get()
    carers = TaxonomyTerm.objects.get(code="carers")
    directory.save_service(service=entry, fields={"summary": "Put right"}, by=None)
    Attribute.objects.create(service=entry, term=carers)
    bring(file)
    entry.refresh_from_db()
    assert entry.summary == "Put right"
    done = bring(sheets.as_csv(tmp_path / "two.csv", [made | {"About": "New words", "Category": "arts"}]))
    entry.refresh_from_db()
    assert done.changed == 1 and entry.description == "New words" and entry.summary == ""
    assert {one.term.code for one in entry.attributes.all()} == {"arts", "carers"}, "what a colleague gave stays"
    assert entry.schedules.count() == entry.phones.count() == entry.places.count() == 1


def test_twice_in_a_file_is_told_and_kept_once(tmp_path):
    made = sheets.row(1, Random(1))
    done = bring(sheets.as_csv(tmp_path / "one.csv", [made, made | {"Title of group": "Another"}]))
    assert (done.added, done.refused) == (1, 1)
    assert str(done.problems.get()) == "Row 3, Ref: is the same as in row 2."


def test_without_a_reference_it_is_known_by_what_it_is(tmp_path):
    columns = {key: heading for key, heading in sheets.COLUMNS.items() if key != "reference"}
    made = sheets.row(1, Random(1))
    file = sheets.as_csv(tmp_path / "one.csv", [made])
    bring(file, columns)
    again = bring(sheets.as_csv(tmp_path / "one.csv", [made | {"Title of group": made["Title of group"].upper() + " ",
                                                               "About": "Other words"}]), columns)
    assert again.changed == 1 and Service.objects.count() == 1


def test_one_without_a_heading_stays_a_draft(tmp_path):
    done = bring(sheets.as_csv(tmp_path / "one.csv", [sheets.row(1, Random(1)) | {"Category": ""}]))
    assert done.added == 1 and Service.objects.get().status == "draft"


def test_what_a_colleague_withdrew_stays_withdrawn(tmp_path):
    made = sheets.row(1, Random(1))
    bring(sheets.as_csv(tmp_path / "one.csv", [made]))
    directory.withdraw(service=Service.objects.get(), because="Not safe", by=None)
    bring(sheets.as_csv(tmp_path / "one.csv", [made | {"About": "Come in"}]))
    assert Service.objects.get().status == "withdrawn"


def test_what_it_does_not_name_any_more_is_counted_and_left(tmp_path):
    made = [sheets.row(one, Random(one)) for one in range(3)]
    bring(sheets.as_csv(tmp_path / "a.csv", made))
    done = bring(sheets.as_csv(tmp_path / "a.csv", [made[0], made[1] | {"E-mail": "spoilt"}]))
    assert done.missing == 1 and Service.objects.published().count() == 3


def test_an_organisation_that_is_kept_here_is_that_one(tmp_path):
    here = factories.organisation("SOCIETY 1", email="ours@here.example")
    bring(sheets.as_csv(tmp_path / "one.csv", [sheets.row(1, Random(1))]))
    assert Service.objects.get().organisation == here and Organisation.objects.count() == 1
    here.refresh_from_db()
    assert here.email == "ours@here.example"


def test_an_entry_of_ours_that_comes_back_is_not_a_second_one(tmp_path):
    ours = factories.service("Ours")
    done = bring(sheets.as_csv(tmp_path / "one.csv", [sheets.row(1, Random(1)) | {"Ref": str(ours.uid)}]))
    assert done.refused == 1 and "kept here" in done.problems.get().message and Service.objects.count() == 1


def test_what_the_database_will_not_have_is_one_rows_concern(tmp_path, monkeypatch):
    from alongside.front_door.directory_feed.actions import writing

    real = writing._service

    def breaks(of, entry, *rest):
        made = real(of, entry, *rest)
        if entry.key == "R00001":
            made.name = "x" * 300
        return made

    monkeypatch.setattr(writing, "_service", breaks)
    done = bring(sheets.as_csv(tmp_path / "a.csv", [sheets.row(one, Random(one)) for one in range(3)]))
    assert (done.added, done.refused) == (2, 1) and "cannot be kept" in done.problems.get().message


def test_writing_takes_a_fixed_number_of_statements(tmp_path, django_assert_max_num_queries):
    made = [sheets.row(one, Random(one)) for one in range(150)]
    with django_assert_max_num_queries(90):
        bring(sheets.as_csv(tmp_path / "a.csv", made))
    with django_assert_max_num_queries(110):
        bring(sheets.as_csv(tmp_path / "a.csv", [one | {"About": "Changed"} for one in made]))


@pytest.mark.parametrize(("content", "says"), [
    (b"", "is empty"), (b"\n\n", "no row that names its columns"), (b"a\x00b", "neither a spreadsheet nor text"),
    (b"PK\x03\x04 spoilt", "is not a spreadsheet"), (b"Name,Name\n1,2\n", "two columns are called 'Name'"),
    (b",".join(b"c%d" % one for one in range(300)), "more than 200 columns"),
])
def test_a_file_that_cannot_be_read_is_a_sentence(tmp_path, content, says):
    file = tmp_path / "list.csv"
    file.write_bytes(content)
    with pytest.raises(sheet.CannotBeRead, match=says):
        sheet.opened(file)


def test_columns_are_guessed_by_their_headings():
    assert sheet.guessed(["Service Name", "Post-code", "ORGANIZATION", "e-mail", "Colour"]) == {
        "name": "Service Name", "postcode": "Post-code", "organisation": "ORGANIZATION", "email": "e-mail"}
    assert sheet.lacking({"name": "Title"}, ["Name"]) == [
        "Say which column is “Organisation”.", "The file has no column “Title”."]
