"""A feed is read whatever its shape: by its address or as files, 3.0 or 1.0."""

from __future__ import annotations

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import pytest

from alongside.front_door.directory import actions as directory
from alongside.front_door.directory import pack
from alongside.front_door.directory.models import Service, TaxonomyTerm
from alongside.front_door.directory.tests import factories
from alongside.front_door.directory_feed.actions import bringing
from alongside.front_door.directory_feed.models import Import
from alongside.front_door.directory_feed.reading import pages
from alongside.front_door.directory_feed.reading.sheet import CannotBeRead

from .test_reading import OLDER, WHOLE

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def westmere(monkeypatch):
    monkeypatch.setattr(pages, "WAIT", 0)
    factories.terms()
    directory.load_postcodes(file=pack.postcodes_file())


class Elsewhere(BaseHTTPRequestHandler):
    """Another council's directory. `answers` says how it answers."""

    answers = None

    def do_GET(self):
        address = urlsplit(self.path)
        status, body = type(self).answers(address.path, {key: one[0] for key, one in parse_qs(address.query).items()})
        self.send_response(status)
        self.end_headers()
        self.wfile.write(body if isinstance(body, bytes) else json.dumps(body).encode())

    def log_message(self, *args):
        return


@pytest.fixture
def elsewhere():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Elsewhere)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/api/v3"
    server.shutdown()
    server.server_close()


def many(number: int) -> list[dict[str, object]]:
    return [{**WHOLE, "id": f"s{one}", "name": f"Tea {one}"} for one in range(number)]


def bring(source: str, **more) -> Import:
    return bringing.bring(**{"source": source, "origin": "Elsewhere", "columns": {}, "mapping": "", "publish": True,
                             "by": None, **more})


def test_a_feed_in_pages_with_everything_in_its_lists(elsewhere):
    there, asked = many(25), []

    def answers(path, query):
        asked.append(path)
        page = int(query["page"])
        return 200, {"total_items": 25, "total_pages": 3, "contents": there[(page - 1) * 10:page * 10]}

    Elsewhere.answers = staticmethod(answers)
    done = bring(elsewhere)
    assert (done.added, done.refused, done.rows) == (25, 0, 25) and len(asked) == 3
    again = bring(elsewhere + "/services/")
    assert (again.added, again.unchanged) == (0, 25)
    one = Service.objects.with_all().get(origin_key="s3")
    assert one.public and one.places.get().location.latitude == 54.1 and one.organisation.name == "Tea Trust"
    assert {term.term.taxonomy.name for term in one.attributes.all()} == {"What people need", "Drinks"}


def test_a_feed_whose_lists_are_short_is_asked_for_each(elsewhere):
    def answers(path, query):
        if path.endswith("/services"):
            return 200, {"totalElements": 2, "totalPages": 1, "content": [{"id": "s1", "name": "Tea"},
                                                                         {"id": "s/2", "name": "Tea 2"}]}
        return 200, {**OLDER, "id": "s1" if path.endswith("s1") else "s/2", "name": path.rpartition("/")[2]}

    Elsewhere.answers = staticmethod(answers)
    assert bring(elsewhere).added == 2
    assert Service.objects.with_all().get(origin_key="s1").schedules.get().byday == "TU"


def test_a_busy_server_is_asked_again_and_a_broken_one_is_a_sentence(elsewhere):
    turns = []

    def answers(path, query):
        turns.append(1)
        return (503, b"") if len(turns) < 3 else (200, {"contents": many(1)})

    Elsewhere.answers = staticmethod(answers)
    assert bring(elsewhere).added == 1
    for status, body, says in ((404, b"", "answers 404"), (200, b"<html>", "is not JSON"), (200, b"{}", "no list"),
                               (200, {"contents": [], "total_pages": 10**6}, "1,000,000 pages"),
                               (500, b"", "answers 500")):
        Elsewhere.answers = staticmethod(lambda path, query, status=status, body=body: (status, body))
        with pytest.raises(CannotBeRead, match=says):
            bring(elsewhere)
    with pytest.raises(CannotBeRead, match="cannot be reached"):
        bring("http://127.0.0.1:9/v3")
    assert Import.objects.count() == 1


def test_one_that_breaks_off_keeps_what_was_read_and_says_so(elsewhere):
    def answers(path, query):
        if query["page"] == "1":
            return 200, {"total_pages": 2, "total_items": 400, "contents": many(300)}
        return 404, b""

    Elsewhere.answers = staticmethod(answers)
    with pytest.raises(CannotBeRead, match="404"):
        bring(elsewhere)
    assert Service.objects.count() == 200 and Import.objects.get().state == "failed"


def test_files_and_folders(tmp_path):
    (tmp_path / "a.json").write_text(json.dumps({"contents": many(2)}))
    (tmp_path / "b.json").write_text(json.dumps([OLDER | {"id": "old"}]))
    (tmp_path / "c.ndjson").write_text(json.dumps({**WHOLE, "id": "line"}) + "\n\n")
    assert bring(str(tmp_path)).added == 4
    (tmp_path / "one.json").write_text(json.dumps({**WHOLE, "id": "alone"}))
    assert bring(str(tmp_path / "one.json")).added == 1
    empty = tmp_path / "empty"
    empty.mkdir()
    for source, says in ((empty, "has no file"), (tmp_path / "none.json", "cannot be opened")):
        with pytest.raises(CannotBeRead, match=says):
            bring(str(source))


def test_what_it_says_is_over_is_withdrawn_and_closed_for_now_is_paused(tmp_path):
    file = tmp_path / "a.json"
    file.write_text(json.dumps([WHOLE]))
    bring(str(file))
    file.write_text(json.dumps([WHOLE | {"status": "temporarily closed"}]))
    bring(str(file))
    assert Service.objects.get().paused and Service.objects.get().public
    file.write_text(json.dumps([WHOLE | {"status": "defunct"}]))
    bring(str(file))
    one = Service.objects.get()
    assert one.status == "withdrawn" and one.withdrawn_because == "Elsewhere says that it is defunct."


def test_a_bad_record_names_its_field_by_its_path(tmp_path):
    file = tmp_path / "a.json"
    bad = json.loads(json.dumps(WHOLE))
    bad["service_at_locations"][0]["location"]["addresses"][0]["postal_code"] = "Nowhere"
    bad["id"], bad["minimum_age"] = "bad", "old"
    file.write_text(json.dumps([WHOLE, bad, "a word"]))
    done = bring(str(file))
    assert (done.added, done.refused) == (1, 2)
    assert [(one.row, one.field) for one in done.problems.all()] == [
        (2, "minimum_age"), (2, "service_at_locations[0].location.addresses[0].postal_code"), (3, "the record")]


def test_our_own_feed_goes_round(client, tmp_path):
    """What the feed says of an entry, read by another directory, is the same entry."""
    made = factories.service("Knitting", about=("arts",), days="TU", opens="10:00", closes="12:00", cost="2.50",
                             at=(54.1, -1.9), features=("step_free",), easy_read="We knit.", goes_with_you=True)
    said = json.loads(client.get(f"/openreferral/v3/services/{made.uid}").content.replace(
        b"http://testserver", b"https://westmere.example"))
    Service.objects.all().delete()
    file = tmp_path / "a.json"
    file.write_text(json.dumps(said))
    assert bring(str(file)).added == 1
    back = Service.objects.with_all().get()
    assert (back.name, back.goes_with_you) == ("Knitting", True)
    assert back.schedules.get().byday == "TU" and back.cost_options.get().amount
    assert back.places.get().location.accessibility.get().feature == "step_free"
    assert [one.term for one in back.attributes.all()] == [TaxonomyTerm.objects.get(code="arts")]
