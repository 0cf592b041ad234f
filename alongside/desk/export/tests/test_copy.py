"""A copy of a record: everything with that subject, less what is marked, and no word of it unasked."""

import io
import json
import zipfile
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from alongside.desk.export import rows
from alongside.foundation.access import actions as access
from alongside.foundation.accounts.models import User
from alongside.foundation.accounts.tests.factories import make_user, restrict
from alongside.foundation.audit.models import Look
from alongside.foundation.documents import actions as documents
from alongside.foundation.documents import blocks
from alongside.people.case_notes import actions as notes
from alongside.people.people.models import Person
from alongside.people.people.tests.factories import person
from alongside.people.warnings.tests import factories as warnings

pytestmark = pytest.mark.django_db
PLAIN, ABOUT_HER_SON, QUIETLY = "Rang her about the volunteers.", "Her son drinks.", "Told in confidence."


@pytest.fixture
def lead() -> User:
    return make_user("information_governance_lead", name="Farah Siddiqui")


@pytest.fixture
def winifred() -> Person:
    amara = make_user("social_worker", name="Amara Bello")
    one = person("Winifred", "Okafor", by=amara)
    notes.write(subject=one.subject, kind="case_note", words=PLAIN, by=amara)
    notes.write(subject=one.subject, kind="case_note", words=ABOUT_HER_SON, third_party=True, by=amara,
                significant_title="Trouble with the son")
    notes.write(subject=one.subject, kind="case_note", words=QUIETLY, sensitive=True, by=amara)
    return one


def ask(client: Client, winifred: Person, **answers: Any) -> Any:
    return client.post(reverse("desk:export", args=[winifred.pk]), {"identity": "Seen her passport", **answers})


def opened(answer: Any) -> dict[str, str]:
    assert answer["Content-Type"] == "application/zip", answer.content.decode()[:2000]
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        return {name: archive.read(name).decode(errors="replace") for name in archive.namelist()}


class TestWhatIsInIt:
    def test_everything_but_what_is_marked(self, client: Client, lead: User, winifred: Person) -> None:
        client.force_login(lead)
        copy = opened(ask(client, winifred))
        whole = " ".join(copy.values())
        assert PLAIN in copy["record.html"]
        assert PLAIN in [note["words"] for note in json.loads(copy["record.json"])["rows"]["case_notes.note"]]
        assert ABOUT_HER_SON not in whole
        assert QUIETLY not in whole
        assert "Trouble with the son" not in whole  # the line of the timeline that was made from the note
        assert json.loads(copy["record.json"])["left_out"]["sensitive"] >= 1

    def test_what_is_chosen_with_a_reason(self, client: Client, lead: User, winifred: Person) -> None:
        client.force_login(lead)
        copy = opened(ask(client, winifred, include=["third_party"], reason="Her son agreed to it"))
        assert ABOUT_HER_SON in copy["record.html"]
        assert QUIETLY not in " ".join(copy.values())

    def test_the_version_before_a_mark_stays_out_too(self, client: Client, lead: User, winifred: Person) -> None:
        amara = make_user("social_worker")
        first = notes.write(subject=winifred.subject, kind="case_note", words="Her neighbour steals.", by=amara)
        notes.correct(note=first, reason="It is about somebody else", words="A neighbour was spoken of.",
                      kind="case_note", happened_at=first.happened_at, third_party=True, by=amara)
        client.force_login(lead)
        assert "neighbour" not in " ".join(opened(ask(client, winifred)).values()).lower()

    def test_why_the_record_was_closed_stays_out(self, client: Client, lead: User, winifred: Person) -> None:
        access.restrict(subject=winifred.subject, reason="Her brother may be the danger", named=[lead],
                        by=make_user("safeguarding_lead"))
        client.force_login(lead)
        copy = opened(ask(client, winifred))
        assert PLAIN in copy["record.html"]
        assert "Her brother may be" not in " ".join(copy.values())

    def test_warnings_for_staff_stay_out(self, client: Client, lead: User, winifred: Person) -> None:
        warning = warnings.make_warning(winifred.subject)
        client.force_login(lead)
        assert warning.advice not in " ".join(opened(ask(client, winifred)).values())

    def test_nothing_of_another_person(self, client: Client, lead: User, winifred: Person) -> None:
        other = person("Mabel", "Oyster")
        notes.write(subject=other.subject, kind="case_note", words="Mabel likes oysters.", by=make_user())
        client.force_login(lead)
        whole = " ".join(opened(ask(client, winifred)).values())
        assert "Mabel" not in whole

    def test_letters_as_they_were_sent(self, client: Client, lead: User, winifred: Person, settings: Any,
                                       tmp_path: Any) -> None:
        settings.STORAGES = {**settings.STORAGES, "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path}}}
        letter = documents.write_letter(subject=winifred.subject, kind="letter", title="About Tuesday",
                                        blocks=[blocks.Paragraph("See you on Tuesday.")], by=make_user())
        client.force_login(lead)
        copy = opened(ask(client, winifred))
        assert copy[f"letters/{letter.file_name}"].startswith("%PDF")

    def test_a_new_slice_is_in_it_by_itself(self) -> None:
        """Whatever has a subject is in the copy, but the audit and what is made for searching."""
        found = {model._meta.label for model in rows.models_of_a_record()}
        assert {"case_notes.Note", "people.Person", "subjects.Subject", "plans.Plan", "events.Event"} <= found
        assert not any(label.startswith("audit.") or label == "people.NameToken" for label in found)


class TestGivingIt:
    def test_it_is_a_look_with_its_reason_and_an_event(self, client: Client, lead: User, winifred: Person) -> None:
        client.force_login(lead)
        ask(client, winifred, include=["sensitive"], reason="The one who told agreed")
        look = Look.objects.get(subject=winifred.subject, what="gave a copy of the record")
        assert look.why == "The one who told agreed"
        event = winifred.subject.events.get(kind="export.copy_given")
        assert event.by == lead
        assert "Seen her passport" in event.detail

    @pytest.mark.parametrize(("answers", "said"), [
        ({"include": ["sensitive"]}, "Say why what is usually left out goes into this copy"),
        ({"identity": ""}, "Say how you know who is asking"),
    ])
    def test_it_is_not_made_without_saying_why(self, client: Client, lead: User, winifred: Person,
                                               answers: dict[str, Any], said: str) -> None:
        client.force_login(lead)
        answer = ask(client, winifred, **answers)
        assert said in answer.content.decode()
        assert not winifred.subject.events.filter(kind="export.copy_given").exists()

    def test_the_page_says_what_would_be_in_it(self, client: Client, lead: User, winifred: Person) -> None:
        client.force_login(lead)
        page = client.get(reverse("desk:export", args=[winifred.pk])).content.decode()
        assert "Notes marked sensitive" in page
        assert QUIETLY not in page

    def test_only_for_those_who_may(self, client: Client, winifred: Person) -> None:
        client.force_login(make_user("team_manager"))
        assert ask(client, winifred).status_code == 403

    def test_not_of_a_restricted_record(self, client: Client, lead: User, winifred: Person) -> None:
        restrict(winifred.subject, make_user("team_manager"))
        client.force_login(lead)
        answer = ask(client, winifred)
        assert answer.status_code == 403
        assert "Okafor" not in answer.content.decode()

    def test_as_the_role_that_pages_run_in(self, client: Client, lead: User, winifred: Person, web_role: None) -> None:
        client.force_login(lead)
        assert timezone.localdate().isoformat() in json.loads(opened(ask(client, winifred))["record.json"])["given_on"]
