"""A record is restricted after years of ordinary work. What was written about her lies everywhere: in letters, tasks,
drafts, on a neighbour's page, in a colleague's messages. From then on nobody who is not named reads a word of it.

tests/test_restricted_record.py asks every address about the record itself; here is what lies beside it.
"""

import re
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from alongside.config.roles_and_urls import addresses
from alongside.foundation.access import actions as access
from alongside.foundation.access.models import BreakGlass
from alongside.foundation.accounts.tests.factories import make_team, make_user
from alongside.foundation.notifications import actions as notifications
from alongside.foundation.questionnaires import actions as questionnaires
from alongside.foundation.subjects.models import Subject
from alongside.foundation.work import actions as work
from alongside.people.case_notes import actions as notes
from alongside.people.involvements import actions as involvements
from alongside.people.people.actions import HomeAddress
from alongside.people.people.tests.factories import nhs_number, person
from alongside.people.relationships import actions as relationships
from alongside.people.warnings.tests.factories import make_warning

pytestmark = pytest.mark.django_db
NAME = ("Xanthippe", "Quillfeather")
BORN, TELEPHONE, STREET, NHS = "1947-02-03", "01632 960777", "7 Heronsgate", nhs_number(424242)
FACTS = ["keeps a heron", "960777", "960 777", "Heronsgate", NHS, f"{NHS[:3]} {NHS[3:6]} {NHS[6:]}"]
SECRETS = [*NAME, *FACTS]


class Scene:
    """Xanthippe with a life on record, her open neighbour Winifred, and the people who work there."""

    def __init__(self) -> None:
        self.manager = make_user("team_manager", name="Helen Cho")
        self.worker = make_user("social_worker", name="Callum Lees")
        self.named = make_user("social_worker", name="Ngozi Amadi")
        self.lead = make_user("information_governance_lead", name="Farah Siddiqui")
        self.night = make_user("out_of_hours_worker", name="Marlon Reyes")
        self.closed = self._xanthippe()
        self.open = person("Winifred", "Okafor", by=self.manager).subject
        self._beside()
        access.restrict(subject=self.closed, reason="Her son works here", named=[self.named], by=self.manager)

    def _xanthippe(self) -> Subject:
        subject = person(*NAME, by=self.worker, date_of_birth=date.fromisoformat(BORN), nhs_number=NHS,
                         home_telephone=TELEPHONE, address=HomeAddress(line_1=STREET, postcode="WM4 2BT")).subject
        notes.write(subject=subject, kind="case_note", words="She keeps a heron.", by=self.worker,
                    significant_title="A heron came: keeps a heron")
        make_warning(subject, by=self.worker, headline="The heron bites", advice="She keeps a heron")
        involvements.start(subject=subject, team=make_team(), worker=self.named, reason="She keeps a heron",
                           by=self.manager)
        return subject

    def _beside(self) -> None:
        closed = self.closed
        for owner in (self.worker, None):
            work.raise_task(kind="promise", title="Ask Xanthippe why she keeps a heron", subject=closed, owner=owner,
                            team=make_team(), due_on=timezone.localdate(), by=self.worker)
        notifications.notify(user=self.worker, channel="product", title="Xanthippe Quillfeather keeps a heron",
                             words="Go and see", subject=closed, by=self.manager)
        draft = questionnaires.open_draft(owner=self.worker, questionnaire="case_note", subject=closed,
                                          about=f"subjects.subject:{closed.pk}", title=f"Note about {closed}",
                                          url=reverse("case_notes:write", args=[closed.pk]))
        questionnaires.put_answers(draft=draft, answers={"words": "She keeps a heron"}, by=self.worker)
        relationships.record(subject=self.open, kind="neighbour", other=closed, by=self.manager)


@pytest.fixture
def scene() -> Scene:
    return Scene()


def said(answer: Any, secrets: list[str]) -> list[str]:
    if answer.streaming:
        return []
    page = answer.content.decode(errors="replace") + answer.headers.get("Location", "")
    return [secret for secret in secrets if secret in page]


def paths(subject: Subject) -> list[str]:
    """Every address that can be read, of this person where it is of a person; the API too."""
    found = []
    for one in addresses():
        method, _, path = one.path.rpartition(" ")
        if method not in ("", "GET") or not path.startswith(("/desk/", "/api/v1/people", "/api/v1/work")):
            continue
        path = re.sub(r"[<{]int:subject_id[>}]", str(subject.pk), path)
        found.append(re.sub(r"[<{](?:\w+:)?\w+[>}]", "1", path))
    return found


def leaks(client: Client, scene: Scene) -> list[str]:
    """Where anything of hers is said: on her own pages, on her neighbour's, in any list, and in any search."""
    closed = list({*paths(scene.closed), *paths(scene.open)})
    closed += [f"/desk/work/part/{key}/" for key in ("urgent", "due", "later", "waiting", "held", "handed")]
    closed += [reverse("people:join_with", args=[scene.open.pk, scene.closed.pk])]
    wrong = [f"{path}: {found}" for path in sorted(closed) if (found := said(client.get(path), SECRETS))]
    typed = {"given": NAME[0], "family": NAME[1], "date_of_birth": BORN, "nhs_number": NHS, "q": ""}
    searches: list[tuple[str, dict[str, str], dict[str, str]]] = [
        (reverse("people:search"), {"q": "Xanthipe"}, {}), (reverse("people:search"), {"q": BORN}, {}),
        (reverse("people:search"), {"q": "Xanthipe"}, {"HX-Request": "true"}),
        (reverse("people:search"), {"q": NAME[1]}, {"HX-Request": "true"}),
        (reverse("people:search"), {"q": NHS}, {}), (reverse("people:search"), {"q": TELEPHONE}, {}),
        (reverse("people:duplicates"), typed, {"HX-Request": "true"}),
        (reverse("people:join", args=[scene.open.pk]), {"q": NAME[1]}, {}),
        ("/api/v1/people", {"q": NAME[1]}, {}), ("/api/v1/people", {"q": NHS}, {}),
    ]
    for path, query, headers in searches:
        # What was asked for may be repeated; nothing else of hers is said.
        secrets = [secret for secret in SECRETS if not any(re.sub(r"\W", "", secret) in re.sub(r"\W", "", asked)
                                                           for asked in query.values())]
        if found := said(client.get(path, query, headers=headers), secrets):
            wrong.append(f"{path} {query}: {found}")
    return wrong


@pytest.mark.parametrize("who", ["worker", "lead", "night"])
def test_to_those_who_are_not_named(client: Client, scene: Scene, who: str) -> None:
    client.force_login(getattr(scene, who))
    assert "\n".join(leaks(client, scene)) == ""


def test_as_the_role_that_pages_run_in(client: Client, scene: Scene, web_role: None) -> None:
    client.force_login(scene.worker)
    assert "\n".join(leaks(client, scene)) == ""


def test_the_named_go_on_working(client: Client, scene: Scene) -> None:
    client.force_login(scene.named)
    page = client.get(reverse("desk:person", args=[scene.closed.pk]))
    assert page.status_code == 200
    assert said(page, list(NAME)) == list(NAME)
    assert said(client.get(reverse("people:search"), {"q": NAME[0]}), [NAME[1]]) == [NAME[1]]
    assert client.get(f"/api/v1/people/{scene.closed.pk}").json()["name"] == " ".join(NAME)


def test_an_emergency_opens_it_and_is_reviewed(client: Client, scene: Scene) -> None:
    client.force_login(scene.night)
    door = reverse("access:break_glass", args=[scene.closed.pk])
    assert said(client.get(door), SECRETS) == []
    client.post(door, {"reason": "Found on the road at 3 am, confused and cold"})
    assert client.get(reverse("desk:person", args=[scene.closed.pk])).status_code == 200

    client.force_login(scene.lead)
    listed = client.get(reverse("access:openings"))
    assert said(listed, ["Marlon Reyes", "Found on the road at 3 am"]) == ["Marlon Reyes", "Found on the road at 3 am"]
    opening = BreakGlass.objects.get()
    review = client.get(reverse("access:review", args=[opening.pk]))
    assert review.status_code == 200
    assert said(listed, SECRETS) == [] and said(review, SECRETS) == []
