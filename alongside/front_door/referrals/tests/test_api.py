"""A system sends referrals with its organisation's key, and learns what came of them; of others' it learns nothing."""

from __future__ import annotations

import base64
import json

import pytest
from django.utils import timezone

from alongside.foundation.accounts.tests.factories import make_organisation, make_user
from alongside.foundation.api_keys import actions as keys
from alongside.front_door.conversations.tests.factories import front_door_worker, somebody
from alongside.front_door.referrals import actions, sharing
from alongside.front_door.referrals.models import Attachment, Referral

from .factories import agreed

pytestmark = pytest.mark.django_db
URL = "/api/v1/referrals"
SENT = {
    "about": {"name": "Ivy Broadbent", "date_of_birth": "1941-05-12"},
    "reason": "Low since her husband died",
    "needs": ["health", "company"],
    "person_knows": "yes",
    "urgency": "soon",
    "referrer": {"name": "Dr Samina Aziz", "kind": "gp"},
}


@pytest.fixture(autouse=True)
def store(settings, tmp_path):
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path}},
    }


@pytest.fixture
def worker():
    return front_door_worker()


@pytest.fixture
def secret(worker):
    return key_of("Mill Lane Surgery")


def key_of(organisation: str) -> str:
    return keys.issue(
        organisation=make_organisation(organisation),
        name="Practice system",
        scope="referrals.send",
        by=make_user("administrator"),
    )[1]


def send(client, secret, sending="sending-0001", **changed):
    return client.post(
        URL,
        json.dumps({**SENT, **changed}),
        content_type="application/json",
        headers={"Authorization": f"Bearer {secret}", "Idempotency-Key": sending},
    )


def look(client, secret, reference):
    return client.get(f"{URL}/{reference}", headers={"Authorization": f"Bearer {secret}"})


def test_it_arrives_like_any_other(client, secret):
    answer = send(client, secret)
    assert answer.status_code == 201 and answer.json()["state"] == "received"
    found = Referral.objects.get(reference=answer.json()["reference"])
    assert (found.about_name, found.needs, found.referrer_organisation, found.channel) == (
        "Ivy Broadbent",
        ["company", "health"],
        "Mill Lane Surgery",
        "online",
    )
    assert found.sent_with.organisation.name == "Mill Lane Surgery" and found.sent_with.used_at


def test_what_came_of_it_within_what_may_be_shared(client, secret, worker):
    reference = send(client, secret).json()["reference"]
    found, subject = Referral.objects.get(), somebody()
    found = actions.match(referral=actions.read(referral=found, by=worker), subject=subject, by=worker)
    now = look(client, secret, reference).json()
    assert (now["state"], now["read_by"], now["answer"]) == ("read", worker.name, None)
    found = actions.settle(referral=found, outcome="talked", detail="She starts at the charity shop", by=worker)
    with pytest.raises(actions.MayNotSay):
        actions.tell(referral=found, words="She starts at the charity shop", how="system", by=worker)
    agreed(subject, worker)
    told = actions.tell(referral=found, words=sharing.draft(found, timezone.localdate()), how="system", by=worker)
    now = look(client, secret, reference).json()
    assert now["state"] == "answered" and "She starts at the charity shop" in now["answer"]
    told.refresh_from_db()
    assert told.read_at


def test_what_was_said_aloud_is_not_written_there(client, secret, worker):
    reference = send(client, secret).json()["reference"]
    found = actions.match(
        referral=actions.read(referral=Referral.objects.get(), by=worker), subject=somebody(), by=worker
    )
    found = actions.settle(referral=found, outcome="talked", detail="x", by=worker)
    actions.tell(referral=found, words="Her son drinks", how="telephone", by=worker)
    now = look(client, secret, reference).json()
    assert now["answer"] is None and now["told_otherwise"] == "by telephone"


def test_sent_twice_it_is_one_also_once_it_is_on_a_record(client, secret, worker):
    first = send(client, secret)
    actions.match(referral=Referral.objects.get(), subject=somebody(), by=worker)
    again = send(client, secret)
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json()["reference"] == again.json()["reference"] and Referral.objects.count() == 1
    other = send(client, secret, reason="Something else")
    assert other.status_code == 409 and "Idempotency-Key" in other.json()["detail"]
    assert send(client, secret, sending="sending-0002").status_code == 201


def test_the_same_name_from_another_organisation_is_another_sending(client, secret):
    assert send(client, key_of("Westmere Homes")).status_code == 201
    assert send(client, secret).status_code == 201
    assert Referral.objects.count() == 2


def test_nobody_reads_anothers(client, secret):
    reference = send(client, secret).json()["reference"]
    other = key_of("Westmere Homes")
    theirs, nobodys = look(client, other, reference), look(client, other, "R99-99999")
    assert theirs.status_code == nobodys.status_code == 404 and theirs.content == nobodys.content
    assert look(client, secret, reference).status_code == 200


@pytest.mark.parametrize("brought", [None, "Bearer al_wrong", "Bearer ", "Basic YTpi", "Bearer " + "x" * 9000])
def test_without_a_key_that_is_in_force_nothing_opens(client, secret, brought):
    reference = send(client, secret).json()["reference"]
    headers = {"Authorization": brought} if brought else {}
    for answer in (
        client.get(f"{URL}/{reference}", headers=headers),
        client.post(URL, json.dumps(SENT), content_type="application/json", headers=headers),
    ):
        assert answer.status_code == 401 and "Ivy" not in answer.content.decode()
    assert Referral.objects.count() == 1


def test_nor_with_one_that_was_revoked(client, secret):
    from alongside.foundation.api_keys.models import ApiKey

    keys.revoke(key=ApiKey.objects.get(), by=make_user("administrator"))
    assert send(client, secret).status_code == 401


def test_a_colleagues_session_is_no_key(client, worker):
    client.force_login(worker)
    assert client.get(f"{URL}/R26-00001").status_code == 401


@pytest.mark.parametrize(("changed", "place"), [
    ({"about": {"name": ""}}, "about.name"), ({"about": {"name": "Ivy"}}, "about: "),
    ({"about": {"name": "Ivy", "nhs_number": "999"}}, "about.nhs_number"), ({"reason": "  "}, "reason"),
    ({"needs": ["cake"]}, "needs.0"), ({"person_knows": "perhaps"}, "person_knows"),
    ({"person_knows": "no"}, "why_without_agreement"), ({"urgency": None}, "urgency"),
    ({"harm": {"feared": "Bruises", "asked": "asked"}}, "harm.wishes"),
    ({"harm": {"feared": "", "asked": "not_yet"}}, "harm.feared"),
    ({"referrer": {"name": "A", "kind": "gp", "email": "nobody"}}, "referrer.email"),
    ({"files": [{"name": "a.txt", "content": "???"}]}, "files.0.content"),
    ({"files": [{"name": "a.exe", "content": base64.b64encode(b"MZ\x00\x01").decode()}]}, "files.0: a.exe"),
    ({"files": [{"name": "a.txt", "content": "YQ=="}] * 6}, "files: At most 5"),
    ({"unknown": 1}, "unknown"), ({"reason": "x" * 5001}, "reason"), ({"about": "Ivy"}, "about"),
])  # fmt: skip
def test_what_is_wrong_is_named_by_its_place(client, secret, changed, place):
    answer = send(client, secret, **changed)
    assert answer.status_code == 422 and answer.json()["detail"].startswith(place), answer.content
    assert not Referral.objects.exists() and not Attachment.objects.exists()


@pytest.mark.parametrize(
    "body", [b"", b"[]", b"{", b"null", b'{"about": "\\ud800"}', b"\xff\xfe", b'{"reason": "\\u0000"}']
)
def test_whatever_is_sent_is_answered(client, secret, body):
    answer = client.post(
        URL,
        body,
        content_type="application/json",
        headers={"Authorization": f"Bearer {secret}", "Idempotency-Key": "sending-0001"},
    )
    assert answer.status_code in (400, 422)


def test_a_lone_half_of_a_letter_is_refused(client, secret):
    body = json.dumps({**SENT, "reason": "a"}).replace('"reason": "a"', '"reason": "\\ud800"')
    answer = client.post(
        URL,
        body,
        content_type="application/json",
        headers={"Authorization": f"Bearer {secret}", "Idempotency-Key": "sending-0001"},
    )
    assert answer.status_code == 422 and "reason" in answer.json()["detail"]


def test_a_sending_without_a_name_is_refused(client, secret):
    answer = client.post(
        URL, json.dumps(SENT), content_type="application/json", headers={"Authorization": f"Bearer {secret}"}
    )
    assert answer.status_code == 422 and "Idempotency-Key" in answer.json()["detail"]


def test_files_are_cleaned_and_kept(client, secret):
    answer = send(
        client, secret, files=[{"name": "../a.txt", "content": base64.b64encode(b"What she can do").decode()}]
    )
    assert answer.status_code == 201
    kept = Attachment.objects.get()
    assert (kept.name, kept.kind, kept.content()) == ("a.txt", "text/plain", b"What she can do")


def test_fear_of_harm_makes_it_urgent(client, secret):
    send(client, secret, harm={"feared": "Bruises on both arms", "asked": "not_safe"})
    assert Referral.objects.get().urgency == "urgent"


def test_it_stands_in_the_description(client):
    described = client.get("/api/v1/openapi.json").json()
    paths = described["paths"]
    assert set(paths[URL]) == {"post"} and set(paths[f"{URL}/{{reference}}"]) == {"get"}
    assert paths[URL]["post"]["security"] and "Referred" in json.dumps(paths[URL])
