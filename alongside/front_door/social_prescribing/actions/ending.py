"""The end: why, what they take with them, and the referrer hears."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone

from alongside.foundation import events
from alongside.foundation.access import actions as access
from alongside.foundation.accounts.models import User
from alongside.foundation.documents import actions as documents
from alongside.foundation.documents import blocks
from alongside.foundation.documents.models import Document
from alongside.foundation.documents.typeset import CannotBePrinted
from alongside.foundation.work import actions as work
from alongside.front_door.conversations import colleagues
from alongside.front_door.referrals import actions as referrals
from alongside.front_door.referrals import sharing
from alongside.front_door.referrals.models import Referral

from ..models import LinkWork
from .beginning import TO_GIVE, TO_MEET, finish, locked, url_of

ENDED = events.Kind("social_prescribing.ended", "support", permission="social_prescribing.see")
TO_TELL = "link_work_referrer"


@transaction.atomic
def end(*, link_work: LinkWork, because: str, words: str, by: User, on: date | None = None) -> LinkWork:
    """The link worker's access ends with this day."""
    link_work = locked(link_work)
    link_work.ended_on, link_work.ended_because = on or timezone.localdate(), because
    link_work.ended_words, link_work.ended_by = words, by
    link_work.save()
    finish(link_work, (TO_GIVE, TO_MEET), link_work.get_ended_because_display(), by)
    events.record(subject=link_work.subject, kind=ENDED, by=by, source=link_work, url=url_of(link_work),
                  title=f"Time with the link worker ended: {link_work.get_ended_because_display().lower()}",
                  detail=words[:300])
    if link_work.referral is not None:
        _tell_the_referrer(link_work, link_work.referral, by)
    access.end_grants(source=events.source_of(link_work), on=timezone.localdate(), by=by)
    return link_work


def _tell_the_referrer(link_work: LinkWork, referral: Referral, by: User) -> None:
    """One that is still open is told through its own page. One that was told of the beginning gets a letter of the
    end, within what they may be told. The time ends all the same where that cannot be: then somebody tells them."""
    try:
        _say_or_write(link_work, referral, by)
    except (referrals.NotYet, referrals.AlreadyDone, documents.CannotSend, CannotBePrinted) as problem:
        _to_tell(link_work, by, title=f"Tell the referrer that it has ended: referral {referral.reference}",
                 verb="Tell them", why=str(problem)[:300])


def _say_or_write(link_work: LinkWork, referral: Referral, by: User) -> None:
    said = f"Their time with the link worker has ended: {link_work.get_ended_because_display().lower()}."
    if referral.closed_at is None:
        referrals.settle(referral=referral, outcome=referral.outcome or Referral.Outcome.WORKING, by=by, detail=said,
                         stepped_down_to=referral.stepped_down_to)
        return
    if referral.anonymous or not (referral.referrer_email or referral.referrer_address):
        return
    if not sharing.may_tell(referral, timezone.localdate()).everything:
        said = "We have done what we could. We may not tell you more without the person’s agreement; please ask them."
    letter = documents.write_letter(
        subject=link_work.subject, kind="referral_feedback", title=f"Your referral {referral.reference}", by=by,
        to_the_person=False, addressee=referral.referrer_name, source=link_work, reference=referral.reference,
        address=[referral.referrer_email] if referral.referrer_email else referral.referrer_address.splitlines(),
        greeting=sharing.greeting(referral), blocks=[blocks.Paragraph(said), colleagues.sign_off(by)])
    if referral.referrer_email:
        documents.send_letter(document=letter, how=Document.How.EMAIL, by=by)
    else:
        _to_tell(link_work, by, title=f"Post the letter about referral {referral.reference}", verb="Post it",
                 why="The referrer is to hear how it ended")


def _to_tell(link_work: LinkWork, by: User, *, title: str, verb: str, why: str) -> None:
    work.raise_task(
        kind=TO_TELL, title=title, subject=link_work.subject, by=by, team=colleagues.team(colleagues.FRONT_DOOR),
        due_on=timezone.localdate(), verb=verb, why=why, source=link_work, url=url_of(link_work))
