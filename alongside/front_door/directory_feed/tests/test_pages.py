"""The pages on which a colleague brings a list in and takes the directory out."""

from __future__ import annotations

import csv
import io
import json
from random import Random

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from alongside.foundation.accounts.tests.factories import make_user
from alongside.foundation.workbooks.opening import tables
from alongside.front_door.directory import actions as directory
from alongside.front_door.directory import pack
from alongside.front_door.directory.models import Service
from alongside.front_door.directory.tests import factories
from alongside.front_door.directory_feed import exports
from alongside.front_door.directory_feed.actions import bringing, importing, uploading
from alongside.front_door.directory_feed.models import ColumnMapping, Import
from alongside.front_door.directory_feed.reading import sheet

from . import schemas, sheets
from .test_reading import OLDER, WHOLE

pytestmark = pytest.mark.django_db
HOSTILE = ["=1+1", "+1-1", "-2+3", "@SUM(A1)", "\t=1", "＝1", "'=1", '=HYPERLINK("http://x","y")']


@pytest.fixture(autouse=True)
def westmere(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "kept"
    factories.terms()
    directory.load_postcodes(file=pack.postcodes_file())


@pytest.fixture
def desk():
    client = Client()
    client.force_login(make_user("business_support"))
    return client


def give(desk: Client, tmp_path, made: list[dict[str, object]]):
    file = sheets.as_csv(tmp_path / "list.csv", made)
    return desk.post(reverse("directory_feed:upload"), {
        "file": SimpleUploadedFile("Voluntary Action.csv", file.read_bytes())}, follow=True)


def test_from_a_file_to_the_public_pages(desk, tmp_path, django_capture_on_commit_callbacks):
    made = [sheets.row(one, Random(one)) for one in range(3)]
    made[1]["E-mail"], made[1]["Price"] = "spoilt", "a little"
    page = give(desk, tmp_path, made).content.decode()
    assert "Which column is what?" in page and "Title of group" in page
    of = Import.objects.get()
    columns = reverse("directory_feed:columns", args=[of.pk])
    assert "Say which column is" in desk.post(columns, {"origin": "VA"}).content.decode()
    twice = {**sheets.COLUMNS, "summary": "About", "origin": "VA"}
    assert "is chosen already for" in desk.post(columns, twice).content.decode()
    page = desk.post(columns, {**sheets.COLUMNS, "origin": "Voluntary Action", "keep_as": "VA’s list",
                               "publish": "on"}, follow=True).content.decode()
    assert "1 row of 3 would be left out" in page and "is not an email address" in page
    assert "must be pounds and pence" in page and Service.objects.count() == 0, "nothing is kept yet"
    desk.post(reverse("directory_feed:begin", args=[of.pk]))
    desk.post(reverse("directory_feed:begin", args=[of.pk]))
    of.refresh_from_db()
    assert of.state == "running"
    running = desk.get(reverse("directory_feed:import", args=[of.pk])).content.decode()
    assert "Being read" in running and 'hx-trigger="every 2s"' in running
    uploading.read(import_id=of.pk)
    page = desk.get(reverse("directory_feed:import", args=[of.pk])).content.decode()
    assert "Done, some left out" in page and "spoilt" in page and "every 2s" not in page
    assert Service.objects.published().count() == 2
    of.refresh_from_db()
    assert of.file == "", "the file is gone once it has been read"
    left = list(csv.reader(io.StringIO(
        desk.get(reverse("directory_feed:problems", args=[of.pk])).content.decode("utf-8-sig"))))
    assert [line[:1] + line[2:4] for line in left[1:]] == [["3", "E-mail", "spoilt"], ["3", "Price", "a little"]]
    assert "Voluntary Action" in desk.get(reverse("directory_feed:imports")).content.decode()
    assert ColumnMapping.objects.get().columns == sheets.COLUMNS

    give(desk, tmp_path, made)
    again = Import.objects.latest("pk")
    page = desk.get(reverse("directory_feed:columns", args=[again.pk]),
                    {"mapping": ColumnMapping.objects.get().pk}).content.decode()
    assert '<option value="Title of group" selected>' in page


def give_feed(desk: Client, name: str, content: str):
    return desk.post(reverse("directory_feed:upload"), {
        "file": SimpleUploadedFile(name, content.encode())}, follow=True)


@pytest.mark.parametrize("name", ["Weir Valley.json", "Weir Valley.ndjson"])
def test_a_file_of_another_directory_is_seen_before_it_is_kept_as_a_spreadsheet_is(desk, name):
    there = [WHOLE, {**WHOLE, "id": "bad", "email": "spoilt"}, OLDER | {"id": "old"}, "a word"]
    lines = "\n".join(json.dumps(one) for one in there)
    content = json.dumps({"contents": there}) if name.endswith(".json") else lines
    page = give_feed(desk, name, content).content.decode()
    assert "Whose list is it?" in page and "Open Referral UK file with 4 services" in page
    of = Import.objects.get()
    assert (of.kind, of.origin, of.state) == ("feed", "Weir Valley", "waiting")
    whose = reverse("directory_feed:columns", args=[of.pk])
    assert "Say whose list it is" in desk.post(whose, {"origin": " "}).content.decode()
    page = desk.post(whose, {"origin": "Weir Valley council", "publish": "on"}, follow=True).content.decode()
    assert "2 rows of 4 would be left out" in page and "is not an email address" in page
    assert WHOLE["name"] in page and "Weir Valley council" in page
    assert Service.objects.count() == 0, "nothing is kept yet"
    desk.post(reverse("directory_feed:begin", args=[of.pk]))
    uploading.read(import_id=of.pk)
    of.refresh_from_db()
    assert (of.state, of.added, of.refused, of.file) == ("with_problems", 2, 2, "")
    assert set(Service.objects.values_list("origin", flat=True)) == {"Weir Valley council"}
    assert Service.objects.published().count() >= 1
    give_feed(desk, name, content)
    again = Import.objects.latest("pk")
    desk.post(reverse("directory_feed:columns", args=[again.pk]), {"origin": "Weir Valley council", "publish": "on"})
    desk.post(reverse("directory_feed:begin", args=[again.pk]))
    uploading.read(import_id=again.pk)
    again.refresh_from_db()
    assert (again.added, again.unchanged) == (0, 2), "brought again it is found again"


def test_what_we_take_out_as_a_feed_can_be_brought_in_elsewhere(desk):
    factories.service("Knitting", about=("arts",), days="TU", opens="10:00", closes="12:00", cost="2.50")
    said = desk.get(reverse("directory_feed:export", args=["json"])).content.decode().replace(
        "http://testserver", "https://westmere.example")
    page = give_feed(desk, "ours.json", said).content.decode()
    preview = reverse("directory_feed:preview", args=[Import.objects.get().pk])
    assert "with 1 service." in page and "All 1 row can be kept" in desk.get(preview).content.decode()
    Service.objects.all().delete()
    desk.post(reverse("directory_feed:begin", args=[Import.objects.get().pk]))
    uploading.read(import_id=Import.objects.get().pk)
    assert Service.objects.get().name == "Knitting"


def test_a_feeds_file_that_is_spoilt_behind_the_page_ends_in_a_sentence(desk):
    give_feed(desk, "a.json", json.dumps([WHOLE]))
    of = Import.objects.get()
    importing.begin(of=of)
    default_storage.delete(of.file)
    default_storage.save(of.file, ContentFile(b"{"))
    uploading.read(import_id=of.pk)
    of.refresh_from_db()
    assert of.state == "failed" and "a.json is not JSON" in of.failure


def test_left_alone_nothing_is_kept(desk, tmp_path):
    give(desk, tmp_path, [sheets.row(1, Random(1))])
    of = Import.objects.get()
    desk.post(reverse("directory_feed:give_up", args=[of.pk]))
    assert Import.objects.count() == 0
    assert desk.get(reverse("directory_feed:columns", args=[of.pk])).status_code == 404


@pytest.mark.parametrize(("name", "content", "says"), [
    ("a.csv", b"", "empty"), ("a.xlsx", b"PK\x03\x04 spoilt", "is not a spreadsheet"),
    ("a.csv", b"\x00\x01\x02", "neither a spreadsheet nor text"), ("../../x.csv", b"one\n", "no row that names"),
    ("a.json", b"", "empty"), ("a.json", b"{", "a.json is not JSON"), ("a.json", b"[]", "a.json holds no service"),
    ("a.JSON", b'{"a": 1}', "a.JSON holds no list of services"), ("a.ndjson", b'{}\n[', "a.ndjson, line 2 is not JSON"),
    ("a.json", b"\xff\xfe", "a.json is not text in UTF-8"), ("a.json", b"[" * 100_000, "nested too deeply"),
])
def test_a_file_that_cannot_be_read_is_said(desk, name, content, says):
    page = desk.post(reverse("directory_feed:upload"), {"file": SimpleUploadedFile(name, content)})
    assert says in page.content.decode() and Import.objects.count() == 0


def test_only_who_may_publish_publishes(desk, tmp_path):
    give(desk, tmp_path, [sheets.row(1, Random(1))])
    of = Import.objects.get()
    importing.choose_columns(of=of, columns=sheets.COLUMNS, origin="VA", publish=True, mapping=None)
    reader = Client()
    reader.force_login(make_user("social_worker"))
    for name in ("columns", "preview"):
        assert reader.get(reverse(f"directory_feed:{name}", args=[of.pk])).status_code == 403
    assert reader.post(reverse("directory_feed:begin", args=[of.pk])).status_code == 403
    assert reader.get(reverse("directory_feed:imports")).status_code == 200


def test_abandoned_files_are_forgotten(desk, tmp_path):
    from datetime import timedelta

    from django.utils import timezone

    give(desk, tmp_path, [sheets.row(1, Random(1))])
    assert uploading.forget_abandoned() == 0
    assert uploading.forget_abandoned(now=timezone.now() + timedelta(days=3)) == 1


def test_a_job_whose_file_is_gone_says_so(desk, tmp_path):
    give(desk, tmp_path, [sheets.row(1, Random(1))])
    of = Import.objects.get()
    importing.choose_columns(of=of, columns=sheets.COLUMNS, origin="VA", publish=False, mapping=None)
    importing.begin(of=of)
    default_storage.delete(of.file)
    uploading.read(import_id=of.pk)
    of.refresh_from_db()
    assert of.state == "failed" and "not there any more" in of.failure


def test_taken_out_nothing_is_a_formula_and_all_of_it_comes_back(desk, tmp_path):
    for number, words in enumerate(HOSTILE):
        factories.service(f"{words} {number}", about=("outdoors",), days="TU", opens="10:00", closes="11:00", cost="2",
                          at=(54.1, -1.9), features=("step_free",), summary=words, description=words)
    for kind in ("csv", "xlsx"):
        content = desk.get(reverse("directory_feed:export", args=[kind])).content
        file = tmp_path / f"out.{kind}"
        file.write_bytes(content)
        there = sheet.opened(file)
        assert len(there.rows) == len(HOSTILE)
        # As a spreadsheet program would see it, before what keeps a formula away is taken off again.
        _, (headings, *rows) = tables(file)[0]
        words = [str(cell) for row in rows for heading, cell in zip(headings, row, strict=False)
                 if heading != "Longitude"]
        assert not [cell for cell in words if cell.startswith(("=", "+", "-", "@", "\t", "＝"))]
        columns = sheet.guessed(there.headings)
        assert set(columns) == {one.key for one in sheet.COLUMNS}, "its own headings are understood"
    assert b"<f>" not in exports.as_xlsx()
    Service.objects.all().delete()
    done = bringing.bring(source=str(tmp_path / "out.csv"), origin="Ours", columns={}, mapping="", publish=True,
                          by=None)
    assert (done.added, done.refused) == (len(HOSTILE), 0)
    back = Service.objects.with_all().order_by("pk").first()
    assert back.schedules.get().byday == "TU" and back.cost_options.get().amount == 2 and back.public


def test_the_feed_as_a_file(desk):
    factories.service("Club")
    said = json.loads(desk.get(reverse("directory_feed:export", args=["json"])).content)
    assert schemas.faults(said, schemas.page(schemas.FULL_SERVICE)) == []
    assert desk.get(reverse("directory_feed:export", args=["exe"])).status_code == 404
