import pytest
from django.db import IntegrityError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from alongside.foundation.accounts.tests.factories import make_subject, make_user
from alongside.foundation.questionnaires import actions
from alongside.foundation.questionnaires import answers as reading
from alongside.foundation.questionnaires.models import Draft, DraftVersion, Response

from .demo import DEMO
from .factories import draft_of, sent

pytestmark = pytest.mark.django_db


@pytest.fixture
def amara():
    return make_user("social_worker", name="Amara Bello")


@pytest.fixture
def draft(amara):
    return draft_of(amara)


def save(draft, answers, by, **more):
    return actions.save_draft(draft=draft, sent=sent(draft, answers, **more), by=by)


def test_one_draft_of_a_thing_and_it_goes_on_where_it_was(amara, draft):
    save(draft, {"one_line": "Well"}, amara)
    again = draft_of(amara, {"one_line": "Filled in"})
    assert again.pk == draft.pk and again.answers == {"one_line": "Well"}
    assert draft_of(make_user("social_worker")).pk != draft.pk


def test_a_list_shows_only_drafts_that_say_something_and_may_still_be_opened(amara, draft):
    assert list(Draft.objects.of(amara)) == []
    save(draft, {"one_line": "Well"}, amara)
    assert list(Draft.objects.of(amara)) == [draft]
    assert list(Draft.objects.of(make_user("social_worker"))) == []


def test_nobody_saves_anothers_draft(draft):
    with pytest.raises(Draft.DoesNotExist):
        save(draft, {"one_line": "Mine now"}, make_user("social_worker"))


def test_different_answers_of_two_pages_both_stand(amara, draft):
    save(draft, {"one_line": "Well", "in_their_words": None}, amara, token="one")
    saved = save(draft, {"one_line": None, "in_their_words": "Giddy"}, amara, token="two")
    assert saved.conflicts == ()
    assert saved.draft.answers == {"one_line": "Well", "in_their_words": "Giddy"}


def test_the_same_answer_of_two_pages_is_asked_about_and_the_losing_words_are_kept(amara, draft):
    save(draft, {"one_line": "Well", "hours": 3}, amara, token="one")
    saved = save(draft, {"one_line": "Ill", "hours": None, "cares": "yes"}, amara, token="two")
    assert saved.conflicts == (actions.Conflict("one_line", "Ill", "Well"),)
    assert saved.draft.answers == {"one_line": "Well", "hours": 3, "cares": "yes"}, "the rest is saved"
    assert DraftVersion.objects.get().answers == {"one_line": "Ill"}
    save(draft, {"one_line": "Ill"}, amara, token="two", held=frozenset({"one_line"}))
    assert DraftVersion.objects.count() == 1, "the same words are kept once"


@pytest.mark.parametrize(("choice", "stands", "kept"), [
    ("mine", "Ill", [{"in_their_words": "Well"}]), ("theirs", "Well", []), ("both", "Well\n\nIll", [])])
def test_a_conflict_is_settled_by_choosing(amara, draft, choice, stands, kept):
    save(draft, {"in_their_words": "Well"}, amara, token="one")
    save(draft, {"in_their_words": "Ill"}, amara, token="two")
    saved = save(draft, {"in_their_words": "Ill"}, amara, token="two", choices={"in_their_words": choice},
                 held=frozenset({"in_their_words"}))
    assert saved.conflicts == () and saved.draft.answers == {"in_their_words": stands}
    assert [one.answers for one in DraftVersion.objects.order_by("-pk")] == [*kept, {"in_their_words": "Ill"}]


def test_an_answer_emptied_elsewhere_does_not_empty_new_words(amara, draft):
    first = save(draft, {"one_line": "Well"}, amara).draft
    save(first, {"one_line": None}, amara, token="one")
    assert save(first, {"one_line": "Better"}, amara, token="two").draft.answers == {"one_line": "Better"}


def test_rows_of_two_pages_come_together(amara, draft):
    ring, write, send = ({"_row": name, "what": what} for name, what in (("a", "Ring"), ("b", "Write"), ("c", "Send")))
    first = save(draft, {"promises": [ring, write]}, amara).draft
    save(first, {"promises": [{**ring, "who": "Tom"}, write]}, amara, token="one")
    saved = save(first, {"promises": [ring, send]}, amara, token="two")
    assert saved.conflicts == ()
    assert saved.draft.answers["promises"] == [{**ring, "who": "Tom"}, send], "changed, removed and added rows all hold"
    clash = save(first, {"promises": [{**ring, "who": "Sian"}, write]}, amara, token="three")
    assert [one.key for one in clash.conflicts] == ["promises"]


def test_an_answer_of_ours_lost_on_the_way_is_no_conflict(amara, draft):
    save(draft, {"one_line": "We"}, amara, token="one", turn=1)
    saved = save(draft, {"one_line": "Well"}, amara, token="one", turn=2)
    assert saved.conflicts == () and saved.draft.answers == {"one_line": "Well"}


def test_a_slow_save_arriving_late_changes_nothing(amara, draft):
    save(draft, {"one_line": "Well and good"}, amara, token="one", turn=2)
    late = save(draft, {"one_line": "Well"}, amara, token="one", turn=1)
    assert late.overtaken and late.draft.answers == {"one_line": "Well and good"}


def test_an_older_page_that_can_prove_nothing_never_writes_over(amara, draft):
    now = save(draft, {"one_line": "Well"}, amara).draft
    blind = actions.Sent(answers={"one_line": "Ill"}, revision=0)
    assert actions.save_draft(draft=now, sent=blind, by=amara).conflicts
    fresh = actions.Sent(answers={"one_line": "Ill"}, revision=now.revision)
    assert actions.save_draft(draft=now, sent=fresh, by=amara).draft.answers == {"one_line": "Ill"}


def test_saving_the_same_again_is_no_new_revision(amara, draft):
    first = save(draft, {"one_line": "Well"}, amara).draft
    assert save(first, {"one_line": "Well"}, amara).draft.revision == first.revision == 1


WORDS = st.one_of(st.none(), st.text(min_size=1, max_size=8).map(str.strip).filter(bool))
HOURS = st.one_of(st.none(), st.integers(0, 9))
PAGE = st.fixed_dictionaries({"one_line": WORDS, "in_their_words": WORDS, "hours": HOURS})


@given(start=PAGE, one=PAGE, two=PAGE)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_merging_loses_nothing(amara, start, one, two):
    Draft.objects.all().delete()
    tidy = {key: reading.tidy(DEMO.question(key), value) for key, value in start.items()}
    begun = save(draft_of(amara), tidy, amara, token="start").draft
    first, second = ({key: reading.tidy(DEMO.question(key), value) for key, value in page.items()}
                     for page in (one, two))
    save(begun, first, amara, token="one")
    saved = save(begun, second, amara, token="two")
    kept = {(key, json_) for version in DraftVersion.objects.all() for key, json_ in version.answers.items()}
    for key in PAGE_KEYS:
        stands = saved.draft.answers.get(key)
        for page in (first, second):
            changed = page[key] != begun.answers.get(key)
            emptied_and_rewritten = page[key] is None
            assert not changed or stands == page[key] or emptied_and_rewritten or (key, page[key]) in kept
        assert stands in (begun.answers.get(key), first[key], second[key])


PAGE_KEYS = ("one_line", "in_their_words", "hours")


@given(st.dictionaries(st.sampled_from(["one_line", "in_their_words", "danger"]), st.text(max_size=60)))
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_was_saved_is_what_is_loaded(amara, raw):
    Draft.objects.all().delete()
    tidied = {key: reading.tidy(DEMO.question(key), value) for key, value in raw.items()}
    save(draft_of(amara), tidied, amara)
    assert Draft.objects.get().answers == {key: value for key, value in tidied.items() if value is not None}


def test_signing_takes_what_is_asked_and_ends_the_draft(amara):
    ivy = make_subject("Ivy Broadbent")
    draft = draft_of(amara, subject=ivy)
    draft = save(draft, {"unsafe": "no", "danger": "Left from before", "one_line": "Well"}, amara).draft
    response = actions.sign(draft=draft, by=amara)
    assert response.answers == {"unsafe": "no", "one_line": "Well"}
    assert (response.subject, response.signed_by) == (ivy, amara)
    assert (response.questionnaire, response.version) == ("demo_talk", 1)
    assert not Draft.objects.exists()


def test_an_incomplete_draft_cannot_be_signed_and_stays(amara, draft):
    draft = save(draft, {"unsafe": "yes"}, amara).draft
    with pytest.raises(actions.NotComplete) as refused:
        actions.sign(draft=draft, by=amara)
    assert [one.key for one in refused.value.problems] == ["danger"]
    assert Draft.objects.get().answers == {"unsafe": "yes"}


def signed(amara, **more):
    draft = save(draft_of(amara), {"unsafe": "no"}, amara).draft
    return actions.sign(draft=draft, by=amara, **more)


@pytest.mark.parametrize("change", [
    lambda: Response.objects.update(answers={"unsafe": "yes"}),
    lambda: Response.objects.update(signed_at="2020-01-01T00:00Z"),
    lambda: Response.objects.all()._raw_delete("default")])
@pytest.mark.usefixtures("web_role")
def test_what_was_signed_cannot_be_changed_by_any_way_to_the_database(amara, change):
    signed(amara)
    with pytest.raises(IntegrityError, match="What was signed cannot be"), transaction.atomic():
        change()


def test_an_entry_may_move_to_the_right_person_and_go_at_the_end_of_its_time(amara):
    signed(amara)
    Response.objects.update(subject=make_subject("Ivy Broadbent"))
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL alongside.disposing = 'yes'")
    Response.objects.all()._raw_delete("default")
    assert not Response.objects.exists()


def test_a_correction_is_a_new_response_with_its_reason(amara):
    first = signed(amara)
    with pytest.raises(actions.CorrectionNeedsReason):
        signed(amara, supersedes=first, correction_reason=" ")
    second = signed(amara, supersedes=first, correction_reason="She was unsafe after all.")
    assert second.supersedes == first and list(Response.objects.standing()) == [second]


def test_a_response_is_audited_and_a_draft_is_not(amara):
    from alongside.foundation.audit.models import Change

    save(draft_of(amara), {"unsafe": "no"}, amara)
    assert not Change.objects.filter(table__startswith="questionnaires_").exists()
    response = actions.sign(draft=Draft.objects.get(), by=amara)
    audited = Change.objects.filter(table="questionnaires_response")
    assert list(audited.values_list("row", flat=True)) == [str(response.pk)]


def test_a_draft_is_handed_to_a_colleague_who_has_none(amara, draft):
    tom = make_user("social_worker", name="Tom Ashworth")
    actions.hand_over_draft(draft=draft, to=tom, by=amara)
    assert Draft.objects.get().owner == tom
    draft_of(amara)
    with pytest.raises(ValueError, match="Tom Ashworth has already begun"):
        actions.hand_over_draft(draft=Draft.objects.get(owner=amara), to=tom, by=amara)


def test_answers_that_came_complete_are_a_response_at_once(amara):
    response = actions.record_response(questionnaire="demo_talk", answers={"unsafe": "no", "hours": "4"}, about="x:1",
                                       by=amara)
    assert response.answers == {"unsafe": "no"}
    with pytest.raises(actions.NotComplete):
        actions.record_response(questionnaire="demo_talk", answers={}, about="x:2", by=amara)
