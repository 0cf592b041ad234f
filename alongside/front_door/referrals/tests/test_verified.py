"""A professional without an account shows by a code that an address at work is theirs."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from alongside.foundation.accounts.tests.factories import make_user
from alongside.foundation.one_time_codes import asked
from alongside.foundation.one_time_codes.models import OneTimeCode
from alongside.front_door.referrals import pack

pytestmark = pytest.mark.django_db
GP = "samina.aziz@surgery.example"


def digits() -> str:
    return OneTimeCode.objects.latest("pk").digits


def wrong() -> str:
    return f"{(int(digits()) + 1) % 1_000_000:06}"


def ask(client, email=GP, to="/refer/"):
    return client.post(reverse("referrals:work_email"), {"email": email, "next": to})


def test_the_code_leads_back_to_where_they_were_going(client):
    assert ask(client, to="/refer/?x=1").url == reverse("referrals:code")
    page = client.get(reverse("referrals:code")).content.decode()
    assert GP in page and digits() not in page
    assert client.post(reverse("referrals:code"), {"code": f" {digits()[:3]} {digits()[3:]}"}).url == "/refer/?x=1"
    assert client.session["work_email"]["email"] == GP
    assert client.get(reverse("referrals:work_email"), {"next": "/refer/"}).url == "/refer/"


def test_who_opens_the_page_after_them_does_not_read_the_address_and_it_goes_with_the_code(client, monkeypatch):
    here = reverse("referrals:code")
    ask(client)
    assert GP in client.get(here).content.decode(), "so that a slip is seen"
    page = client.get(here).content.decode()
    assert GP not in page and "s…" in page and reverse("referrals:forget_email") in page
    client.post(reverse("referrals:forget_email"))
    assert client.get(here).url == reverse("referrals:home")
    ask(client)
    later = timezone.now() + timedelta(minutes=11)
    monkeypatch.setattr(asked.time, "time", later.timestamp)
    assert client.get(here).url == reverse("referrals:home")


def test_the_session_of_before_the_code_is_not_the_one_after(client):
    ask(client)
    before = client.session.session_key
    client.post(reverse("referrals:code"), {"code": digits()})
    assert client.session.session_key != before


def test_a_wrong_code_and_one_that_is_over_say_so_and_show_nothing(client):
    ask(client)
    said = [client.post(reverse("referrals:code"), {"code": wrong()}).content.decode() for _ in range(6)]
    assert "not the code we sent" in said[0] and "That code is over" in said[5]
    assert "work_email" not in client.session


@pytest.mark.parametrize("typed", ["", "12345", "1234567", "abcdef", "9" * 40])
def test_what_is_no_code_costs_no_try(client, typed):
    ask(client)
    client.post(reverse("referrals:code"), {"code": typed})
    assert OneTimeCode.objects.get().tries == 0


@pytest.mark.parametrize("email", ["ann@gmail.com", "ANN@Mail.GMX.com", "ann", "", "ann@", "a" * 300 + "@x.example"])
def test_a_private_or_broken_address_gets_no_code_and_keeps_what_was_typed(client, email):
    page = ask(client, email).content.decode()
    assert "There is a problem" in page and not OneTimeCode.objects.exists()
    if "GMX" in email:
        assert "address at work" in page and email in page


@pytest.mark.parametrize("to", ["https://elsewhere.example/", "//elsewhere.example", "javascript:alert(1)", "x"])
def test_it_leads_nowhere_but_to_a_page_of_ours(client, to):
    ask(client, to=to)
    assert client.post(reverse("referrals:code"), {"code": digits()}).url == "/refer/"


def test_on_a_shared_computer_it_is_forgotten(client):
    ask(client)
    client.post(reverse("referrals:code"), {"code": digits()})
    client.post(reverse("referrals:forget_email"))
    assert "work_email" not in client.session


def test_an_account_for_referring_needs_no_code(client):
    client.force_login(make_user("referrer"))
    assert client.get(reverse("referrals:work_email"), {"next": "/refer/"}).url == "/refer/"
    client.force_login(make_user("social_worker"))
    assert client.get(reverse("referrals:work_email")).status_code == 200


def test_the_council_says_whose_mail_it_knows():
    said = pack.current()
    assert said.known_as("a@mill-lane.nhs.uk") == "NHS" and said.known_as("a@NHS.net") == "NHS"
    assert said.known_as("a@nhs.uk.evil.example") == "" and said.known_as("a@evilnhs.uk") == ""
    assert said.takes("a@charity.example") and not said.takes("a@gmail.com")
    assert not pack.Pack(only_trusted=True).takes("a@charity.example")


def test_a_pack_that_does_not_fit_is_refused_by_name(tmp_path):
    file = tmp_path / "referrals.yaml"
    for words, said in (("drafts_kept_days: 900", "drafts_kept_days"), ("pathway: []", "`pathway` is not"),
                        ("pathways: [{key: a}]", "cannot be read"), ("work_email: {only_trusted: maybe}", "true or")):
        file.write_text(words)
        with pytest.raises(pack.BadCouncil, match=said):
            pack.read.__wrapped__(file)
    assert pack.read.__wrapped__(tmp_path / "none.yaml").pathways == ()
