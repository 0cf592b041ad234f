"""Given a council with whole records, when its people go everywhere they may, then every page is accessible.

Nobody lists the pages: each starts from every address of theirs that names no record, and follows the links it finds to
pages of a kind not seen yet. So a page added tomorrow is looked at too: on a wide and a small screen, in colours of the
reader's own, on paper, and at 400% (1280 pixels become 320).
"""

from __future__ import annotations

from urllib.parse import urljoin, urlsplit

import pytest
from django.urls import Resolver404, resolve

from alongside.config.demo.load import load
from alongside.config.demo.my_plan import SIGN_INS
from alongside.config.roles_and_urls import PUBLIC, addresses
from alongside.foundation.audit.context import acting
from alongside.people.own_access import actions as own_access
from alongside.portal.my_plan.guard import COOKIE, PATH
from tests.browser import FOUR_TIMES, SMALL, WIDE, axe, fits, picture, sign_in

from . import other_eyes

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

# The manager goes first, for they see most; each of the others has pages that nobody before them could open.
ROLES = ["team_manager", "social_worker", "front_door_worker", "information_governance_lead", "administrator"]
# Those who read their own record, or for another, signed in by a code.
BY_CODE = [SIGN_INS[0][1], SIGN_INS[2][1]]
# Files, and what the browser or a script asks for by itself.
ASIDE = ("/api/", "/static/", "/design/", "/accounts/oidc/", "/accounts/council/", "/health", "/ready")
NO_PAGE = {"account_logout", "directory_feed:export", "directory_feed:problems",
           "referrals:file", "messages:attachment", "bookings:calendar_file", "bookings:feed", "prescriptions:letter",
           "prescriptions:given_letter", "my_plan:paper_file", "my_plan:download", "my_plan:attachment",
           "documents:download", "returns:download", "returns:failing", "files:failing",
           "desk:copy_file", "directory:qr", "openid_connect_login", "questionnaires:autosave", "people:duplicates",
           "benchmarking:file", "benchmarking:kept_file", "benchmarking:figures_file", "demand:file",
           "measures:download", "scorecards:workbook", "scorecards:pdf",
           "scorecards:open_csv", "surveys:figures_file", "surveys:faults_file",
           "surveys:analysis_file", "surveys:letters_file"}
PEOPLE = 25
# Fewer would mean that the walk has stopped short, not that there is less to see.
AT_LEAST = 80


@pytest.fixture
def westmere(transactional_db):
    with acting(why="test"):
        load(people=PEOPLE, seed=3)


def kind_of(path: str) -> str | None:
    """The name of the page behind an address; None where a browser has nothing to look at."""
    try:
        name = resolve(path).view_name
    except Resolver404:
        return None
    return None if name in NO_PAGE or path.startswith(ASIDE) else name


def without_a_record(role: str) -> list[str]:
    return [one.path for one in addresses()
            if one.path.startswith("/desk/") and "<" not in one.path and one.needs != PUBLIC and one.open_to(role)]


def links_on(page) -> list[str]:
    found = page.eval_on_selector_all("a[href]", "links => links.map(link => link.getAttribute('href'))")
    return [urlsplit(urljoin(page.url, href)).path for href in found if not urlsplit(href).scheme]


def look_at(page, role: str, name: str) -> list[str]:
    """Every way of seeing the one page that was loaded."""
    wrong = []
    for words, size, media, check in (
        ("wide", WIDE, {}, axe),
        ("in the reader's own colours", None, {"forced_colors": "active"}, other_eyes.seen_in_forced_colours),
        ("on paper", None, {"media": "print"}, other_eyes.reads_on_paper),
        ("small", SMALL, {}, axe),
        ("at 400%", FOUR_TIMES, {}, fits),
    ):
        if size:
            page.set_viewport_size(size)
        if media:
            page.emulate_media(**media)
        try:
            check(page)
        except AssertionError as found:
            wrong.append(f"{role}, {name}, {words}: {found}")
        picture(page, f"{role}_{name.replace(':', '_')}_{words.split()[-1].strip('%')}")
        if media:
            page.emulate_media(**dict.fromkeys(media, "null"))
    return wrong


def sign_in_by_code(page, live_server, email: str) -> None:
    """Somebody who reads a record in My plan: with the secret that their browser was given for the right code."""
    page.context.add_cookies([{"name": COOKIE, "value": own_access.sign_in(channel="email", address=email),
                               "url": f"{live_server.url}{PATH}"}])
    page.goto(live_server.url + PATH)


def pages_of_my_plan() -> list[str]:
    return [one.path for one in addresses() if one.path.startswith(PATH) and "<" not in one.path
            and one.name not in {"my_plan:sign_in", "my_plan:code", "my_plan:choose"}]


def walk(page, live_server, role: str, seen: set[str]) -> list[str]:
    if role in BY_CODE:
        sign_in_by_code(page, live_server, role)
        listed = pages_of_my_plan()
    else:
        sign_in(page, live_server, role)
        listed = without_a_record(role)
    landing, asked, wrong = urlsplit(page.url).path, set(), []
    to_see = [landing, *listed]
    while to_see:
        path = to_see.pop(0)
        name = kind_of(path)
        if name is None or path in asked or (name in seen and path != landing):
            continue
        asked.add(path)
        if path in listed and page.request.head(live_server.url + path).status == 405:
            continue  # what is only ever sent has nothing to look at
        page.set_viewport_size(WIDE)  # before it opens: on a small screen cards fold, and hide what is in them
        answer = page.goto(live_server.url + path)
        seen.add(name)
        if answer.status >= 400:
            wrong.append(f"{role}, {name}: {path} answered {answer.status}")
            continue
        if "html" in answer.headers.get("content-type", ""):
            to_see += links_on(page)
            wrong += look_at(page, role, name)
    page.context.clear_cookies()
    return wrong


def test_every_page_on_a_wide_and_a_small_screen(page, live_server, westmere):
    seen: set[str] = set()
    wrong = [line for role in [*ROLES, *BY_CODE] for line in walk(page, live_server, role, seen)]
    assert not wrong, "\n\n".join(wrong)
    assert len(seen) >= AT_LEAST, sorted(seen)
