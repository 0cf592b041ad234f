from __future__ import annotations

import pytest

from alongside.care_management.assessments.tests.factories import make_signed
from alongside.care_management.carers.tests.factories import make_signed as make_signed_of_carer
from alongside.desk.export.rows import collect
from alongside.foundation.accounts.tests.factories import make_user
from alongside.foundation.questionnaires.models import Response
from alongside.foundation.questionnaires.presenters import check_answers
from alongside.people.about_me import actions as about_me
from alongside.people.about_me.models import Words
from alongside.people.about_me.tests.factories import make_words
from alongside.people.messages import actions
from alongside.people.messages.models import Begun, Message
from alongside.people.messages.tests.factories import HER_SON, HERSELF, make_message

pytestmark = pytest.mark.django_db


def _held(subject, *chosen):
    found = collect(subject, frozenset(chosen))
    return {group.model: group.rows for group in found.groups}, found.left_out


def test_a_message_that_tells_of_somebody_else_stays_out_of_a_copy_unless_it_is_chosen():
    message = make_message()
    second = make_message("My neighbour drinks", subject=message.subject, thread=message.thread)
    actions.mark_third_party(message=second, tells_of_others=True, by=make_user())
    held, left_out = _held(message.subject)
    assert held[Message] == [message] and left_out["third_party"]
    assert second in _held(message.subject, "third_party")[0][Message]


def test_what_somebody_else_told_a_worker_stays_out_and_what_was_added_in_my_plan_does_not():
    message = make_message()
    subject = message.subject
    make_words(subject, whose="told", told_by="Her niece", words="She hides the bills")
    hers = about_me.add(subject=subject, topic="goals", words="To see my sister", who=HERSELF)
    his = about_me.add(subject=subject, topic="support", words="Mum likes it slow", who=HER_SON)
    assert set(_held(subject)[0][Words]) == {hers, his}


def test_what_somebody_has_begun_and_not_sent_is_in_no_copy():
    message = make_message()
    actions.keep_begun(subject=message.subject, who=HER_SON, place="new", words="Between us")
    assert Begun not in _held(message.subject)[0]


@pytest.mark.parametrize("sign", [make_signed, make_signed_of_carer], ids=["adult", "carer"])
def test_what_an_assessment_holds_in_confidence_stays_out_of_letters_and_copies(sign):
    by = make_user()
    signed = sign(by=by, in_confidence="Her niece says she hides the bills")
    response = signed.response
    assert response.answers["in_confidence"]
    told = [line.text for _, _, lines in check_answers(response, for_the_person=True) for line in lines]
    assert not any("niece" in text for text in told)
    held, left_out = _held(signed.subject)
    assert "in_confidence" not in next(row for row in held[Response] if row.pk == response.pk).answers
    assert left_out["third_party"] == 1
    whole, _ = _held(signed.subject, "third_party")
    assert "in_confidence" in next(row for row in whole[Response] if row.pk == response.pk).answers
