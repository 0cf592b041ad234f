"""A restricted record, from closing it to the review of an emergency opening."""

import pytest
from django.urls import reverse

from alongside.foundation.access import actions
from alongside.foundation.access.models import BreakGlass, Grant
from alongside.foundation.accounts.tests.factories import make_team, make_user
from alongside.foundation.audit.models import Look
from alongside.foundation.events.models import Event

pytestmark = pytest.mark.django_db
WHY = "Ambulance crew at the door, no answer inside"


@pytest.fixture
def manager():
    return make_user("team_manager", name="Helen Cho")


@pytest.fixture
def subject(db):
    from alongside.foundation.accounts.tests.factories import make_subject

    return make_subject("Omar Farouk")


@pytest.fixture
def restricted(subject, manager):
    actions.restrict(subject=subject, reason="His daughter works here", named=[], by=manager)
    return subject


def page_of(subject) -> str:
    return reverse("access:restrict", args=[subject.pk])


def test_a_manager_closes_a_record_to_the_named(client, subject, manager):
    named, other = make_user(name="Amara Bello"), make_user("team_manager", name="Tom Ashworth")
    client.force_login(manager)
    answer = client.post(page_of(subject), {"reason": "His daughter works here", "named": [named.pk]})
    assert answer.status_code == 302
    subject.refresh_from_db()
    assert subject.restricted
    assert set(Grant.objects.by_name().values_list("user", flat=True)) == {manager.pk, named.pk}
    client.force_login(other)
    assert client.get(page_of(subject)).status_code == 403


def test_it_is_closed_only_with_a_reason(client, subject, manager):
    client.force_login(manager)
    page = client.post(page_of(subject), {"reason": ""}).content.decode()
    assert 'href="#id_reason"' in page
    subject.refresh_from_db()
    assert not subject.restricted


def test_whoever_is_left_out_may_not_open_it_from_then_on(client, restricted, manager):
    named = make_user("team_manager", name="Amara Bello")
    actions.change_named(subject=restricted, named=[named], by=manager)
    client.force_login(named)
    assert client.get(page_of(restricted)).status_code == 200
    client.force_login(manager)
    client.post(page_of(restricted), {"named": []})
    client.force_login(named)
    assert client.get(page_of(restricted)).status_code == 403
    assert "No longer: Amara Bello." in Event.objects.filter(kind="access.named").latest("pk").detail


def test_lifting_it_opens_it_to_all_and_says_why(client, restricted, manager):
    client.force_login(manager)
    client.get(reverse("access:lift", args=[restricted.pk]))
    client.post(reverse("access:lift", args=[restricted.pk]), {"reason": "She has left"})
    restricted.refresh_from_db()
    assert not restricted.restricted
    assert Event.objects.get(kind="access.unrestricted").detail == "She has left"


def test_somebody_who_may_know_is_told_whom_to_ask_and_that_is_kept(client, restricted):
    worker = make_user("out_of_hours_worker", team=make_team("out_of_hours"))
    client.force_login(worker)
    answer = client.get(reverse("desk:person", args=[restricted.pk]))
    page = answer.content.decode()
    assert answer.status_code == 403
    assert "Helen Cho" in page
    assert "Open it in an emergency" in page
    assert "Omar" not in page
    assert "daughter" not in page
    assert Look.objects.get(user_id=worker.pk).what == "turned away: restricted"


def test_for_everybody_else_there_is_no_such_record(client, restricted):
    client.force_login(make_user("social_worker"))
    there = client.get(reverse("desk:person", args=[restricted.pk]))
    nowhere = client.get(reverse("desk:person", args=[restricted.pk + 10**6]))
    assert there.status_code == nowhere.status_code == 404


class TestAnEmergency:
    def open_it(self, client, subject, reason=WHY):
        return client.post(reverse("access:break_glass", args=[subject.pk]), {"reason": reason})

    def test_opens_with_a_reason_and_is_on_the_timeline(self, client, restricted):
        worker = make_user("out_of_hours_worker")
        client.force_login(worker)
        assert "Say in a sentence" in self.open_it(client, restricted, "urgent").content.decode()
        assert self.open_it(client, restricted).status_code == 302
        assert Event.objects.get(kind="access.break_glass").detail == WHY
        given = Grant.objects.get(reason="break_glass")
        assert (given.ends_on - given.starts_on).days == 1

    def test_is_not_for_whom_the_record_does_not_exist(self, client, restricted, subject):
        client.force_login(make_user("social_worker"))
        assert self.open_it(client, restricted).status_code == 403
        client.force_login(make_user("out_of_hours_worker"))
        assert client.get(reverse("access:break_glass", args=[10**6])).status_code == 404

    def test_is_reviewed_by_somebody_else_once(self, client, restricted):
        worker, lead = make_user("out_of_hours_worker", name="Marlon Reyes"), make_user("information_governance_lead")
        opening = actions.break_glass(subject_id=restricted.pk, reason=WHY, by=worker)
        client.force_login(lead)
        assert WHY in client.get(reverse("access:openings")).content.decode()
        address = reverse("access:review", args=[opening.pk])
        assert client.post(address, {"justified": "yes", "note": "Rightly so"}).status_code == 302
        assert BreakGlass.objects.to_review().count() == 0
        client.post(address, {"justified": "no", "note": "x"})
        opening.refresh_from_db()
        assert opening.justified is True

    def test_nobody_reviews_their_own(self, restricted):
        worker = make_user("out_of_hours_worker")
        opening = actions.break_glass(subject_id=restricted.pk, reason=WHY, by=worker)
        with pytest.raises(actions.OwnOpening):
            actions.review_break_glass(opening=opening, justified=True, note="", by=worker)


def test_ending_what_a_source_gave_ends_no_more(subject, manager):
    today = subject.created_at.date()
    mine = actions.grant(subject=subject, user=manager, reason="involved", by=manager, source="involvement:1")
    other = actions.grant(subject=subject, user=manager, reason="involved", by=manager, source="involvement:2")
    assert actions.end_grants(source="involvement:1", on=today, by=manager) == 1
    mine.refresh_from_db()
    other.refresh_from_db()
    assert mine.ends_on == today
    assert other.ends_on is None
