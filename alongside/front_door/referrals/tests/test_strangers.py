"""A stranger with another's reference or link learns nothing, and cannot tell it from one that nobody has."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from alongside.foundation.one_time_codes.models import OneTimeCode
from alongside.front_door.conversations.tests.factories import front_door_worker, somebody
from alongside.front_door.referrals import actions
from alongside.front_door.referrals.forms import sending as steps
from alongside.front_door.referrals.models import Draft, Referral

from .factories import GP, settled, shown

pytestmark = pytest.mark.django_db
UNKNOWN = "A" * 32
STRANGER = "stranger@charity.example"


@pytest.fixture
def theirs() -> Referral:
    return settled(front_door_worker(), somebody(), referrer_email=GP)


def without_tokens(answer) -> str:
    return re.sub(r'(name="csrfmiddlewaretoken" value=")[^"]+', r"\1", answer.content.decode())


def asked(client, reference, email) -> tuple[str, str, list[str]]:
    """Where it leads, the page there, and the statements the database was asked."""
    with CaptureQueriesContext(
        connection,
    ) as queries:
        answer = client.post(reverse("referrals:find"), {"reference": reference, "email": email})
    return (
        answer.url,
        without_tokens(client.get(answer.url)),
        [re.sub(r"'[^']*'|\d+", "?", one["sql"]) for one in queries],
    )


def test_before_the_code_a_reference_that_is_somebodys_and_one_that_is_nobodys_are_one(client, theirs):
    known = asked(client, theirs.reference, GP)
    client.cookies.clear()
    unknown = asked(client, "R99-99999", GP)
    assert known == unknown
    assert known[0] == reverse("referrals:code")


def test_after_the_code_of_an_address_of_their_own_too(client, theirs):
    shown(client, STRANGER)
    pages = []
    for reference in (theirs.reference, "R99-99999"):
        to, page, statements = asked(client, reference, STRANGER)
        pages.append((to, page.replace(reference, ""), statements))
        assert "We have no referral with this reference from your address" in page
    assert pages[0] == pages[1]


@pytest.mark.parametrize("name", ["follow", "add", "withdraw"])
def test_a_link_alone_opens_nothing(client, theirs, name):
    known, unknown = (reverse(f"referrals:{name}", args=[key]) for key in (theirs.key, UNKNOWN))
    for ask in (client.get,) if name == "follow" else (client.get, client.post):
        one, other = ask(known, {"words": "x"}), ask(unknown, {"words": "x"})
        assert one.status_code == other.status_code == 302
        assert one.url.replace(theirs.key, "") == other.url.replace(UNKNOWN, "")
    shown(client, STRANGER)
    one, other = client.get(known), client.get(unknown)
    assert one.status_code == other.status_code == 404
    assert without_tokens(one).replace(theirs.key, "") == without_tokens(other).replace(UNKNOWN, "")
    assert not theirs.additions.exists()
    theirs.refresh_from_db()
    assert theirs.withdrawn_at is None


@pytest.mark.parametrize("name", ["check", "files", "ring"])
def test_nor_does_the_link_of_a_draft(client, name):
    draft = actions.begin(email=GP)
    shown(client, STRANGER)
    pages = [client.get(reverse(f"referrals:{name}", args=[key])) for key in (draft.key, UNKNOWN)]
    assert [page.status_code for page in pages] == [404, 404]
    assert without_tokens(pages[0]).replace(draft.key, "") == without_tokens(pages[1]).replace(UNKNOWN, "")
    client.post(reverse("referrals:throw_away", args=[draft.key]))
    assert Draft.objects.exists()


def test_the_referrer_finds_it_by_reference_and_code(client, theirs):
    client.post(reverse("referrals:find"), {"reference": theirs.reference.lower(), "email": GP.upper()})
    answer = client.post(reverse("referrals:code"), {"code": OneTimeCode.objects.latest("pk").digits}, follow=True)
    assert answer.redirect_chain[-1][0] == reverse("referrals:follow", args=[theirs.key])
    assert "Ivy Broadbent" in answer.content.decode()


def test_a_private_address_that_was_recorded_may_follow_but_not_refer(client):
    found = settled(front_door_worker(), somebody(), referrer_email="friend@gmail.com")
    shown(client, "friend@gmail.com")
    assert client.get(reverse("referrals:follow", args=[found.key])).status_code == 200
    assert client.get(reverse("referrals:begin")).url.startswith(reverse("referrals:work_email"))
    assert client.get(reverse("referrals:work_email")).status_code == 200


def test_nobody_signed_in_reads_the_list_or_the_record(client, theirs):
    for url in (reverse("referrals:mine"), reverse("referrals:read", args=[theirs.pk])):
        assert client.get(url).status_code == 302


def test_no_page_keeps_personal_data_in_its_address(client, theirs):
    shown(client)
    page = client.get(reverse("referrals:follow", args=[theirs.key])).content.decode()
    for address in re.findall(r'(?:href|action)="([^"]+)"', page):
        assert GP not in address and "ivy" not in address.lower() and theirs.reference not in address


@pytest.mark.usefixtures("within_a_minute")
def test_too_many_tries_are_asked_to_wait(client, theirs):
    for _ in range(31):
        answer = client.post(reverse("referrals:find"), {"reference": "R26-1", "email": STRANGER})
    assert answer.status_code == 429


PUBLIC_POSTS = ["work_email", "code", "forget_email", "begin", "find"]


def test_nothing_is_taken_that_another_site_sends(theirs):
    from django.test import Client

    client = Client(enforce_csrf_checks=True)
    shown(client)
    draft = actions.begin(email=GP)
    urls = [reverse(f"referrals:{name}") for name in PUBLIC_POSTS]
    urls += [reverse("referrals:step", args=[draft.key, "who"])]
    urls += [reverse(f"referrals:{name}", args=[draft.key]) for name in ("files", "check", "throw_away")]
    urls += [reverse(f"referrals:{name}", args=[theirs.key]) for name in ("add", "withdraw")]
    assert {client.post(url, {"words": "x"}).status_code for url in urls} == {403}
    assert Draft.objects.get() == draft and not theirs.additions.exists()


ODD = {
    "nothing": "",
    "spaces": "   ",
    "a character no database keeps": "a\x00b",
    "very long": "x" * 60_000,
    "many scripts": "\u202e\u017d\U0001f469\u200d\U0001f9bd e\u0301\u2019",
    "markup": "<script>alert(1)</script>{{ 7 * 7 }}",
    "a number no row could have": "9" * 40,
    "figures of another script": "\u0661\u0662\u0663\u0664\u0665\u0666",
}


@pytest.mark.parametrize("odd", ODD)
def test_whatever_is_typed_is_answered_or_named(client, theirs, odd):
    """Every public form of referrals, with something odd in each box."""
    shown(client)
    draft = actions.begin(email=GP)
    boxes = {name: ODD[odd] for step in steps.STEPS for name in step.form.base_fields}
    boxes |= {
        "email": ODD[odd],
        "code": ODD[odd],
        "reference": ODD[odd],
        "words": ODD[odd],
        "because": ODD[odd],
        "next": ODD[odd],
        "file": ODD[odd],
    }
    urls = [reverse("referrals:step", args=[draft.key, step.key]) for step in steps.STEPS if not step.only_if_harm]
    urls += [reverse(f"referrals:{name}", args=[draft.key]) for name in ("files", "check")]
    urls += [reverse(f"referrals:{name}", args=[theirs.key]) for name in ("add", "withdraw")]
    urls += [reverse(f"referrals:{name}") for name in ("work_email", "code", "find")]
    for url in urls:
        answer = client.post(url, boxes)
        assert answer.status_code in (200, 302, 400), url
        assert b"<script>alert(1)" not in answer.content
        assert client.get(
            url, {"next": ODD[odd].replace("\x00", ""), "check": ODD[odd].replace("\x00", "")}
        ).status_code in (200, 302), url
    assert len(str(Draft.objects.filter(pk=draft.pk).values("answers"))) < 500_000
