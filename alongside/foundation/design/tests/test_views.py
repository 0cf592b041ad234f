import gzip
import json
import re
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied
from django.test import RequestFactory

from alongside.foundation.design import environment, errors

pytestmark = pytest.mark.django_db
PAGES = ["/design/", "/design/form/", "/design/person/", "/design/wizard/", "/design/print/"]


@pytest.mark.parametrize("path", PAGES)
def test_the_style_pages_open_without_signing_in(client, path):
    assert client.get(path).status_code == 200


@pytest.mark.parametrize("path", PAGES)
def test_the_style_pages_are_not_there_outside_the_demo(client, settings, path):
    settings.DEMO = False
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("path", [*PAGES, "/", "/nowhere/"])
def test_nothing_inline_that_the_security_policy_would_refuse(client, path):
    answer = client.get(path)
    page = answer.content.decode()
    assert "style-src 'self'" in answer["Content-Security-Policy"]
    assert not re.search(r"<[^>]+\s(?:style|on\w+)=", page)
    assert not re.search(r"<style|<script(?![^>]*\ssrc=)", page)


def test_a_form_with_mistakes_shows_them_above_and_in_the_title(client):
    page = client.post("/design/form/", {"how": "other"}).content.decode()
    assert "<title>Error: Add a person" in page
    assert "There is a problem" in page


def test_keeping_a_sign_in_alive_needs_one(client):
    assert client.get("/design/keep/").status_code == 302


def test_no_permission_says_what_is_needed(rf, client):
    request = _request()
    page = errors.not_allowed(request, PermissionDenied("Open people’s records")).content.decode()
    assert "Open people’s records" in page
    assert "ask your manager" in page


def test_when_somebody_saved_first_both_versions_are_shown():
    theirs = errors.Version("Tom Ashworth", "a minute ago", {"Words": "She prefers mornings"})
    yours = errors.Version("You", "now", {"Words": "She prefers <b>evenings</b>"})
    answer = errors.changed_meanwhile(
        _request(), what="the note", theirs=theirs, yours=yours, back="/", hidden={"words": "She prefers evenings"}
    )
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "She prefers mornings" in page
    assert "She prefers &lt;b&gt;evenings" in page
    assert "Save mine over theirs" in page


def test_the_broken_and_closed_pages_need_neither_database_nor_session(django_assert_num_queries):
    with django_assert_num_queries(0):
        broken, closed = errors.broken(RequestFactory().get("/")), errors.closed(RequestFactory().get("/"))
    assert broken.status_code == 500
    assert closed.status_code == 503
    assert closed["Retry-After"]
    assert "999" in broken.content.decode()


def _request():
    from django.contrib.auth.models import AnonymousUser

    request = RequestFactory().get("/")
    request.user, request.session, request._messages = AnonymousUser(), {}, []
    return request


def test_a_page_for_residents_loads_under_100_kilobytes(client):
    page = client.get("/").content.decode()
    built = {f"/static/{path.name}": path for path in environment.BUILT.iterdir()}
    wanted = set(re.findall(r'(?:src|href)="(/static/[^"]+)"', page))
    scripts = list(wanted)
    while scripts:  # a module brings those it imports
        path = built[scripts.pop()]
        if path.suffix == ".js":
            more = {f"/static/{name}" for name in re.findall(r'from "\./([^"]+)"', path.read_text())} - wanted
            wanted |= more
            scripts += more
    total = sum(_sent(built[address]) for address in wanted)
    assert total < 100_000, f"{total:,} bytes in {sorted(wanted)}"


def _sent(path: Path) -> int:
    packed = path.with_name(path.name + ".gz")
    return packed.stat().st_size if packed.exists() else path.stat().st_size


def test_the_licensed_typeface_and_the_crown_are_left_out():
    names = json.loads((environment.BUILT / "manifest.json").read_text())
    for style in ("casework.css", "public.css"):
        css = gzip.decompress((environment.BUILT / f"{names[style]}.gz").read_bytes()).decode()
        assert "GDS Transport" not in css
        assert "crest.svg" not in css
