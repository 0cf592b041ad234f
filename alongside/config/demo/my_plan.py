"""Who may sign in to My plan in the demo: a woman herself, somebody a man chose, an attorney; and papers they read."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from alongside.foundation.accounts.models import User
from alongside.foundation.accounts.personas import DemoCouncil
from alongside.foundation.documents import actions as documents
from alongside.foundation.documents import blocks
from alongside.foundation.documents.models import Document
from alongside.foundation.subjects.models import Subject
from alongside.people.own_access import actions
from alongside.people.own_access.models import Access, Part
from alongside.people.own_access.models.access import WITHIN_A_POWER
from alongside.people.relationships import actions as relationships
from alongside.people.relationships.models import Authority

# Who, how a code reaches them: for whoever plays the demo.
SIGN_INS = (
    ("Winifred Okafor, her own", "winnie.okafor@example.org", "or 01632 960417, read out by telephone"),
    ("Danuta Bąk, for her father Stanisław", "danuta.bak@example.org", ""),
    ("Margaret Pickup, attorney of her husband Gerald", "margaret.pickup@example.org", ""),
)


def fill(council: DemoCouncil, *, today: date) -> list[Access]:
    by = council.users["social_worker"]
    made = [_herself(by, today), _chosen(by, today), _attorney(by, today)]
    return [one for one in made if one is not None]


def _subject(name: str) -> Subject | None:
    return Subject.objects.living().filter(display_name=name, restricted=False).order_by("pk").first()


def _let_in(subject: Subject, by: User, today: date, email: str, words: str, **more: Any) -> Access:
    seen = today - timedelta(days=40)
    ways = [("email", email), *more.pop("ways", [])]
    return actions.give(subject=subject, by=by, verified_how="paper", verified_on=seen, verified_words="A bus pass "
                        "with a photograph", asked_how="in_person", asked_on=seen, asked_words=words, ways=ways, **more)


def _herself(by: User, today: date) -> Access | None:
    subject = _subject("Winifred Okafor")
    if subject is None:
        return None
    _release(subject, by, "What we agreed on 14 April", "Thank you for the tea. We agreed that you run the "
             "knitting table again from May, and that somebody walks with you to church until you are steady.")
    return _let_in(subject, by, today, SIGN_INS[0][1], "I want to read what you all write about me. Chidi set up "
                   "the tablet, and I changed the number on it myself", parts=Part.values,
                   ways=[("spoken", "01632 960417")])


def _chosen(by: User, today: date) -> Access | None:
    subject = _subject("Stanisław Bąk")
    if subject is None:
        return None
    daughter = relationships.record(subject=subject, kind="child", name="Danuta Bąk", by=by, words="Daughter, Hull",
                                    may_be_told="some", may_be_told_what="What support there is, not his health")
    return _let_in(subject, by, today, SIGN_INS[1][1], "Let Danuta read who comes and when. The letters are mine",
                   relationship=daughter, parts=[Part.PLAN, Part.PEOPLE, Part.MESSAGES],
                   limits="Who comes, when, and messages. Not his letters")


def _attorney(by: User, today: date) -> Access | None:
    subject = _subject("Gerald Pickup")
    if subject is None:
        return None
    wife = relationships.record(subject=subject, kind="spouse_or_partner", name="Margaret Pickup", by=by,
                                next_of_kin=True, may_be_told="yes")
    power = relationships.record_authority(
        relationship=wife, kind=Authority.Kind.LPA_WELFARE, by=by, reference="OPG 700 123 456",
        scope="Not decisions about where he lives without his brother", starts_on=today - timedelta(days=900),
        seen_on=today - timedelta(days=60))
    _release(subject, by, "When we come on Thursdays", "We come at half past ten, so that there is time for the "
             "crossword first.")
    return _let_in(subject, by, today, SIGN_INS[2][1], "He was glad to see me and showed me the garden. He did not "
                   "follow what My plan is, and looked to nobody", authority=power, limits=power.scope,
                   parts=WITHIN_A_POWER[power.kind], capacity_words="He cannot keep in mind what is asked for long "
                   "enough to weigh it; seen twice, in the mornings, his better time")


def _release(subject: Subject, by: User, title: str, words: str) -> None:
    letter: Document = documents.write_letter(
        subject=subject, kind="letter", title=title, by=by, addressee=subject.display_name,
        blocks=[blocks.Paragraph(words), blocks.SignOff(by.name, by.job_title)])
    documents.send_letter(document=letter, how="handed", by=by)
    actions.release(document=letter, part="documents", about_others="nothing", by=by,
                    harm_words="It is what we said together")
