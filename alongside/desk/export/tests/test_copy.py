"""A copy of a record: everything with that subject, less what is marked, and no word of it unasked."""

import io
import json
import re
import zipfile
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from alongside.desk.export import actions, others, rows
from alongside.desk.export.models import Copy
from alongside.foundation.access import actions as access
from alongside.foundation.accounts.models import User
from alongside.foundation.accounts.tests.factories import make_user, restrict
from alongside.foundation.audit.models import Look
from alongside.foundation.documents import actions as documents
from alongside.foundation.documents import blocks, typeset
from alongside.foundation.notifications import actions as notifications
from alongside.foundation.notifications.models import Notification
from alongside.people.case_notes import actions as notes
from alongside.people.people import actions as people
from alongside.people.people.models import Person
from alongside.people.people.tests.factories import person
from alongside.people.relationships import actions as relationships
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


@pytest.fixture(autouse=True)
def a_store_of_our_own(settings: Any, tmp_path: Path) -> None:
    settings.STORAGES = {**settings.STORAGES, "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path}}}


def ask(client: Client, winifred: Person, **answers: Any) -> Any:
    return client.post(reverse("desk:export", args=[winifred.pk]), {"identity": "Seen her passport", **answers})


def made(client: Client, winifred: Person, **answers: Any) -> dict[str, str]:
    """Asked for, made by the worker, and taken."""
    answer = ask(client, winifred, **answers)
    assert answer.status_code == 302, answer.content.decode()[:2000]
    actions.make(copy_id=Copy.objects.latest("pk").pk)
    return opened(client.get(f"{answer.url}file/"))


def opened(answer: Any) -> dict[str, str]:
    assert answer["Content-Type"] == "application/zip", answer.content.decode()[:2000]
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        return {name: archive.read(name).decode(errors="replace") for name in archive.namelist()}


class TestWhatIsInIt:
    def test_everything_but_what_is_marked(self, client: Client, lead: User, winifred: Person) -> None:
        client.force_login(lead)
        copy = made(client, winifred)
        whole = " ".join(copy.values())
        assert PLAIN in copy["record.html"]
        assert PLAIN in [note["words"] for note in json.loads(copy["record.json"])["rows"]["case_notes.note"]]
        assert ABOUT_HER_SON not in whole
        assert QUIETLY not in whole
        assert "Trouble with the son" not in whole  # the line of the timeline that was made from the note
        assert json.loads(copy["record.json"])["left_out"]["sensitive"] >= 1

    def test_what_is_chosen_with_a_reason(self, client: Client, lead: User, winifred: Person) -> None:
        client.force_login(lead)
        copy = made(client, winifred, include=["third_party"], reason="Her son agreed to it")
        assert ABOUT_HER_SON in copy["record.html"]
        assert QUIETLY not in " ".join(copy.values())

    def test_the_version_before_a_mark_stays_out_too(self, client: Client, lead: User, winifred: Person) -> None:
        amara = make_user("social_worker")
        first = notes.write(subject=winifred.subject, kind="case_note", words="Her neighbour steals.", by=amara)
        notes.correct(note=first, reason="It is about somebody else", words="A neighbour was spoken of.",
                      kind="case_note", happened_at=first.happened_at, third_party=True, by=amara)
        client.force_login(lead)
        assert "neighbour" not in " ".join(made(client, winifred).values()).lower()

    def test_why_the_record_was_closed_stays_out(self, client: Client, lead: User, winifred: Person) -> None:
        access.restrict(subject=winifred.subject, reason="Her brother may be the danger", named=[lead],
                        by=make_user("safeguarding_lead"))
        client.force_login(lead)
        copy = made(client, winifred)
        assert PLAIN in copy["record.html"]
        assert "Her brother may be" not in " ".join(copy.values())

    def test_warnings_for_staff_stay_out(self, client: Client, lead: User, winifred: Person) -> None:
        warning = warnings.make_warning(winifred.subject)
        client.force_login(lead)
        assert warning.advice not in " ".join(made(client, winifred).values())

    def test_nothing_of_another_person(self, client: Client, lead: User, winifred: Person) -> None:
        other = person("Mabel", "Oyster")
        notes.write(subject=other.subject, kind="case_note", words="Mabel likes oysters.", by=make_user())
        client.force_login(lead)
        whole = " ".join(made(client, winifred).values())
        assert "Mabel" not in whole

    def test_letters_as_they_were_sent(self, client: Client, lead: User, winifred: Person) -> None:
        letter = documents.write_letter(subject=winifred.subject, kind="letter", title="About Tuesday",
                                        blocks=[blocks.Paragraph("See you on Tuesday.")], by=make_user())
        client.force_login(lead)
        copy = made(client, winifred)
        assert copy[f"letters/{letter.file_name}"].startswith("%PDF")

    def test_a_new_slice_is_in_it_by_itself(self) -> None:
        """Whatever has a subject is in the copy, but the audit and what is made for searching."""
        found = {model._meta.label for model in rows.models_of_a_record()}
        assert {"case_notes.Note", "people.Person", "subjects.Subject", "plans.Plan", "events.Event"} <= found
        assert not any(label.startswith("audit.") or label == "people.NameToken" for label in found)


class TestGivingIt:
    def test_it_is_a_look_with_its_reason_and_an_event(self, client: Client, lead: User, winifred: Person) -> None:
        client.force_login(lead)
        made(client, winifred, include=["sensitive"], reason="The one who told agreed")
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

    def test_the_page_says_what_stayed_out(self, client: Client, lead: User, winifred: Person) -> None:
        client.force_login(lead)
        made(client, winifred)
        page = client.get(reverse("desk:copy", args=[winifred.pk, Copy.objects.get().pk])).content.decode()
        assert "Notes marked sensitive: " in page and ">Notes<" in page
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
        assert timezone.localdate().isoformat() in json.loads(made(client, winifred)["record.json"])["given_on"]


THEIRS = {"telephone": "01632 960 441", "email": "chidi@example.net", "where": "17 Elm Court, Wexmouth"}
WHY = "Her nephew was outside the door."


@pytest.fixture
def around_her(winifred: Person) -> Person:
    """Her son, with how to reach him, and a number of hers that she and her daughter share."""
    amara = make_user("social_worker")
    relationships.record(subject=winifred.subject, name="Chidi Okafor", kind="child", by=amara, **THEIRS)
    people.add_contact(subject=winifred.subject, kind="home", value="01632 960455", by=amara)
    relationships.record(subject=winifred.subject, name="Ada Okafor", kind="child", telephone="01632 960455",
                         by=amara)
    notes.write(subject=winifred.subject, kind="case_note", by=amara,
                words="Ring Chidi on 01632960441 or +44 (0)1632 960441, or write to Chidi@Example.net. "
                      "Hers: 01632 960455.")
    return winifred


@pytest.fixture
def letters_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is set on paper, as the typesetter is told it: a PDF cannot be searched for words."""
    def told(letter: blocks.Letter) -> bytes:
        return json.dumps(letter.as_data(), ensure_ascii=False).encode()

    monkeypatch.setattr(typeset, "pdf", told)
    monkeypatch.setattr(documents, "pdf", told)


class TestWhatNoCopyHolds:
    def every_word(self, client: Client, winifred: Person) -> str:
        answer = ask(client, winifred, include=["third_party", "sensitive", "protective"], reason=WHY)
        actions.make(copy_id=Copy.objects.latest("pk").pk)
        with zipfile.ZipFile(io.BytesIO(client.get(f"{answer.url}file/").content)) as archive:
            return "\n".join(archive.read(name).decode() for name in archive.namelist())

    def test_how_to_reach_somebody_else(self, client: Client, lead: User, around_her: Person,
                                        letters_in_words: None) -> None:
        documents.write_letter(
            subject=around_her.subject, kind="letter", title="To her son", addressee="Chidi Okafor",
            address=THEIRS["where"].split(", "), to_the_person=False, by=make_user(),
            blocks=[blocks.Paragraph("You gave us 01632 960441 for the evenings.")])
        notifications.notify(title="A meeting", channel="email", to_name="Chidi Okafor", address=THEIRS["email"],
                             subject=around_her.subject, by=make_user())
        client.force_login(lead)
        whole = self.every_word(client, around_her)
        assert "Chidi Okafor" in whole
        assert whole.count("for the evenings") == 3  # on the page, in the data, and in the letter itself
        for planted in (*THEIRS.values(), "01632960441", "960441", "960 441", "Elm Court"):
            assert planted.lower() not in whole.lower(), planted
        assert "01632 960455" in whole  # the person's own number stays, whoever shares it

    def test_why_workers_opened_closed_or_gave_it(self, client: Client, lead: User, winifred: Person) -> None:
        access.break_glass(subject_id=winifred.pk, reason=WHY, by=make_user("social_worker", name="Dylan Price"))
        access.restrict(subject=winifred.subject, reason=WHY, named=[lead], by=make_user("safeguarding_lead"))
        access.lift_restriction(subject=winifred.subject, reason=WHY, by=lead)
        client.force_login(lead)
        whole = self.every_word(client, winifred)
        assert "Opened in an emergency" in whole and "Dylan Price" in whole
        assert WHY not in whole

    def test_every_such_reason_in_the_product_is_named(self) -> None:
        """Whatever is left out by name is a field that there is."""
        for model, names in others.NEVER.items():
            assert set(names) <= {field.name for field in model._meta.concrete_fields}

    def test_every_way_to_reach_somebody_is_theirs_or_left_out(self) -> None:
        """A new field of that kind is the person's own, or named among what no copy holds."""
        own = {"people.Address": {"line_1", "line_2", "postcode"}, "people.GPPractice": {"telephone"},
               "referrals.Referral": {"about_address", "about_telephone"},
               "prescriptions.Prescription": {"for_email", "for_postcode"},
               # Left out where they are not to the person themselves.
               "documents.Document": {"address", "addressee"}, "notifications.Notification": {"address"}}
        for model in rows.models_of_a_record():
            reaching = {field.name for field in model._meta.concrete_fields
                        if re.search("telephone|email|address|postcode|line_", field.name)}
            assert reaching <= own.get(model._meta.label, set()) | set(others.NEVER.get(model, ())), model

    def test_the_copy_says_what_is_left_out_and_why(self, client: Client, lead: User, winifred: Person) -> None:
        client.force_login(lead)
        copy = made(client, winifred)
        for line in others.IN_PLAIN_WORDS:
            assert line in copy["record.html"]
            assert line in json.loads(copy["record.json"])["never_given"]


class TestBehindThePages:
    def test_it_waits_for_the_worker_and_then_tells(self, client: Client, lead: User, winifred: Person) -> None:
        client.force_login(lead)
        page = ask(client, winifred).url
        copy = Copy.objects.get()
        said = client.get(page).content.decode()
        assert "Being made" in said and "Look again" in said and "Take the file" not in said
        assert client.get(f"{page}file/").status_code == 404
        assert ProcrastinateJob.objects.filter(task_name="export.make_copy", args={"copy_id": copy.pk}).exists()
        Copy.objects.filter(pk=copy.pk).update(done=3, of=12)
        live = client.get(page, headers={"HX-Request": "true"}).content.decode()
        assert "3 of 12 kinds of record written" in live and "<html" not in live
        actions.make(copy_id=copy.pk)
        assert "Take the file" in client.get(page).content.decode()
        told = Notification.objects.get(to_user=lead)
        assert told.title == "The copy of the record is ready" and told.url == page

    def test_each_taking_is_a_look_and_the_giving_stands_once(self, client: Client, lead: User,
                                                              winifred: Person) -> None:
        client.force_login(lead)
        made(client, winifred)
        client.get(reverse("desk:copy_file", args=[winifred.pk, Copy.objects.get().pk]))
        assert Look.objects.filter(subject=winifred.subject, what="gave a copy of the record").count() == 2
        assert winifred.subject.events.filter(kind="export.copy_given").count() == 1
        assert winifred.subject.events.filter(kind="export.copy_asked").count() == 1

    def test_its_file_is_kept_a_week(self, client: Client, lead: User, winifred: Person, tmp_path: Path) -> None:
        client.force_login(lead)
        made(client, winifred)
        copy = Copy.objects.get()
        assert copy.made_at is not None
        assert actions.forget(now=copy.made_at + timedelta(days=6, hours=23)) == 0
        assert len(list(tmp_path.glob("copies/*.zip"))) == 1
        assert actions.forget(now=copy.made_at + timedelta(days=7)) == 1
        assert list(tmp_path.glob("copies/*.zip")) == []
        assert client.get(reverse("desk:copy_file", args=[winifred.pk, copy.pk])).status_code == 404
        assert "no longer kept" in client.get(reverse("desk:copy", args=[winifred.pk, copy.pk])).content.decode()

    def test_nothing_is_given_past_its_time_where_nobody_has_swept(self, client: Client, lead: User,
                                                                   winifred: Person) -> None:
        client.force_login(lead)
        made(client, winifred)
        Copy.objects.update(made_at=timezone.now() - timedelta(days=8))
        assert client.get(reverse("desk:copy_file", args=[winifred.pk, Copy.objects.get().pk])).status_code == 404

    def test_not_made_for_somebody_whom_the_record_was_closed_to(self, client: Client, lead: User,
                                                                 winifred: Person) -> None:
        client.force_login(lead)
        ask(client, winifred)
        restrict(winifred.subject, make_user("team_manager"))
        actions.make(copy_id=Copy.objects.get().pk)
        copy = Copy.objects.get()
        assert copy.failure == actions.CLOSED_MEANWHILE and not copy.file

    def test_two_workers_at_one_copy_leave_one_file(self, client: Client, lead: User, winifred: Person, tmp_path: Path,
                                                    monkeypatch: pytest.MonkeyPatch) -> None:
        client.force_login(lead)
        ask(client, winifred)
        copy, pack = Copy.objects.get(), actions.paper.pack

        def slowly(*args: Any, **more: Any) -> bytes:
            monkeypatch.setattr(actions.paper, "pack", pack)
            actions.make(copy_id=copy.pk)  # the other worker is done first
            return pack(*args, **more)

        monkeypatch.setattr(actions.paper, "pack", slowly)
        actions.make(copy_id=copy.pk)
        copy.refresh_from_db()
        assert [file.name for file in tmp_path.glob("copies/*.zip")] == [Path(copy.file).name]
        assert Notification.objects.filter(to_user=lead).count() == 1

    def test_what_stopped_it_is_said(self, client: Client, lead: User, winifred: Person,
                                     monkeypatch: pytest.MonkeyPatch) -> None:
        def stop(*args: Any, **more: Any) -> None:
            raise OSError("no room")

        client.force_login(lead)
        page = ask(client, winifred).url
        monkeypatch.setattr(actions.paper, "pack", stop)
        with pytest.raises(OSError, match="no room"):
            actions.make(copy_id=Copy.objects.get().pk)
        assert "It was not made" in client.get(page).content.decode()

    def test_the_copy_of_another_record_is_not_there(self, client: Client, lead: User, winifred: Person) -> None:
        client.force_login(lead)
        made(client, winifred)
        other = person("Mabel", "Oyster")
        assert client.get(reverse("desk:copy_file", args=[other.pk, Copy.objects.get().pk])).status_code == 404
        assert client.get(reverse("desk:copy", args=[other.pk, Copy.objects.get().pk])).status_code == 404
