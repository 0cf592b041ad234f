"""What the log says of the public pages: enough to mend them, and nothing that is somebody's own."""

from __future__ import annotations

import logging
import re
from urllib.parse import quote

import pytest
from django.conf import settings
from django.db import IntegrityError
from django.test import Client

from alongside.config.logs import Line, cut
from tests.public.visitor import NAMED, TYPED, VARIES, Visitor, plausible

pytestmark = pytest.mark.django_db
SECRET = re.compile(r"/([\w-]{20,})(?=/|\?|$)")


def as_written(records: list[logging.LogRecord]) -> str:
    """The lines as the service writes them: by the formatter that its own settings name."""
    writing = [handler.formatter for handler in logging.getLogger().handlers if isinstance(handler.formatter, Line)]
    assert writing, f"nothing of {settings.LOGGING['formatters']} writes the log"
    return "\n".join(writing[0].format(record) for record in records)


def secrets_in(visitor: Visitor) -> set[str]:
    """What of the addresses somebody was led to is drawn by chance."""
    met = {page.path for page in visitor.pages.values()} | set(visitor.addresses)
    return {part for path in met for part in SECRET.findall(path) if re.search(r"[A-Z\d]", part)}


def test_no_secret_of_a_link_and_nothing_typed_is_in_the_log(
    visitor: Visitor, db: None, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING)
    asking = Client(raise_request_exception=False)
    refused = Client(raise_request_exception=False, enforce_csrf_checks=True)
    met = {page.path for page in visitor.pages.values()} | set(visitor.addresses)
    paths = list({VARIES.sub("/…", path.partition("?")[0]): path for path in sorted(met)}.values())  # one of a kind
    for path in paths:
        asking.get(f"{path.partition('?')[0].rstrip('/')}/nothing-is-here/?words={quote(TYPED['email'])}")
    for form in visitor.forms.values():
        if form.method == "POST":
            refused.cookies.load(form.cookies)
            refused.post(form.path, {name: plausible(name, said, last=False) for name, said in form.fields.items()})
    secrets = secrets_in(visitor)
    assert len(secrets) > 5 and len(caplog.records) > len(paths) // 2, "the walk left no trace to look at"
    raw = "\n".join(record.getMessage() for record in caplog.records)
    assert any(secret in raw for secret in secrets), "the framework no longer logs addresses: nothing is proved here"
    log = as_written([*visitor.logged, *caplog.records])
    assert "Not Found: /" in log and "nothing-is-here" in log
    typed = {value for _, value in NAMED if len(value) > 4} | {TYPED["email"], TYPED["tel"], "meet people"}
    assert [said for said in sorted(secrets | typed | {quote(TYPED["email"])}) if said in log] == []


def test_an_error_is_written_without_the_row_it_was_about() -> None:
    quoted = "duplicate key value\nDETAIL:  Key (email, name)=(ann@home.example, Ann\n\nBrown) exists."
    try:
        try:
            raise ValueError(quoted)
        except ValueError as first:
            raise IntegrityError(str(first)) from first
    except IntegrityError as error:
        found = (type(error), error, error.__traceback__)
    record = logging.LogRecord("django.request", logging.ERROR, __file__, 1, "Internal Server Error: %s",
                               ("/book/mine/Zk3v9QpL0aXw7RtYb2Nc/",), found)
    written = Line("%(levelname)s %(message)s").format(record)
    assert "ERROR Internal Server Error: /book/mine/Zk3…/" in written and "test_logs.py" in written
    assert "IntegrityError: duplicate key value" in written and "ValueError: duplicate key value" in written
    assert "Brown" not in written and "ann@" not in written


@pytest.mark.parametrize(("said", "left"), [
    ("Not Found: /how-we-use-what-you-tell-us/", "Not Found: /how-we-use-what-you-tell-us/"),
    ("Not Found: /find-help/2b1c7c1e-0d0f-4f4e-9b61-0c5a4e7f9a11/", "Not Found: /find-help/2b1…/"),
    ("GET /find-help/results/?words=lonely&postcode=WM4+2AB refused", "GET /find-help/results/?… refused"),
    ("{'ann@home.example': (550, b'no such mailbox')}", "{'(an address)': (550, b'no such mailbox')}"),
    ("no answer from 07700 900 123 at 13:58", "no answer from (a number) at 13:58"),
    ("2026-01-22 13:58:40,123 WARNING took 0.0123456789 s", "2026-01-22 13:58:40,123 WARNING took 0.0123456789 s"),
])
def test_what_is_cut_and_what_stays(said: str, left: str) -> None:
    assert cut(said) == left
