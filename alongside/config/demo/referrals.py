"""What professionals sent over the public pages and from a system, each at another stage, and where people were
referred on to."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils import timezone

from alongside.foundation.accounts.models import User
from alongside.foundation.accounts.personas import DemoCouncil
from alongside.foundation.api_keys import actions as keys
from alongside.foundation.subjects.models import Subject
from alongside.front_door.directory.models import Service
from alongside.front_door.referrals import actions, pack, sharing
from alongside.front_door.referrals.models import Referral

GP = {
    "referrer_name": "Dr Anil Nair",
    "referrer_role": "GP",
    "referrer_organisation": "Northfield Medical Centre",
    "referrer_email": "anil.nair@surgery.example",
    "referrer_kind": "gp",
}
POLICE = {
    "referrer_name": "PC Lowri Vaughan",
    "referrer_role": "Neighbourhood officer",
    "referrer_organisation": "Westmere Police",
    "referrer_email": "lowri.vaughan@police.example",
    "referrer_kind": "police",
    "referrer_telephone": "01632 960731",
}
FIRE = {
    "referrer_name": "Gareth Onslow",
    "referrer_role": "Home safety visitor",
    "referrer_organisation": "Westmere Fire and Rescue",
    "referrer_email": "gareth.onslow@fire.example",
    "referrer_kind": "fire",
}
HOUSING = {
    "referrer_name": "Bev Aspinall",
    "referrer_role": "Neighbourhood housing officer",
    "referrer_organisation": "Westmere Homes",
    "referrer_email": "bev.aspinall@housing.example",
    "referrer_kind": "housing",
}
GROUP = {
    "referrer_name": "Tendai Moyo",
    "referrer_role": "Lunch club leader",
    "referrer_organisation": "Easterby Elders",
    "referrer_email": "tendai@easterbyelders.example",
    "referrer_kind": "voluntary",
}
NURSE = {
    "referrer_name": "Nadia Karim",
    "referrer_role": "Practice nurse",
    "referrer_organisation": "Mill Lane Surgery",
    "referrer_email": "nadia.karim@surgery.example",
    "referrer_kind": "nurse",
}


def fill(council: DemoCouncil) -> list[Referral]:
    """Half written, received, read, added to, taken back, answered; by page, by account and by a system."""
    worker, nurse = council.users["front_door_worker"], council.users["referrer"]
    made = [
        _sent(
            GP,
            hours=2,
            about_name="Ottilie Brand",
            about_date_of_birth="About 80",
            about_address="11 Weir Street",
            reason="Comes to the surgery twice a week since her sister died, to talk. Bakes for the whole street.",
            hopes="She would like to be asked to something, she says",
            needs=["company", "health"],
        ),
        _sent(
            POLICE,
            hours=1,
            urgency="urgent",
            about_name="Edwin Tarr",
            about_telephone="01632 960745",
            reason="We were called to shouting. He had a cut lip and said he had walked into a door.",
            harm_feared="His nephew moved in last month and holds his bank card. He looked at him before each answer.",
            harm_asked="not_safe",
            person_knows="no",
            why_without_agreement="It was not safe to speak with him alone.",
            needs=["care", "money"],
        ),
        _read(
            worker,
            _sent(
                FIRE,
                hours=30,
                about_name="Marjorie Pell",
                about_address="3 Tenter Row",
                reason="Candles instead of light in two rooms, paper up to the windows. Proud of her garden.",
                hopes="That nobody takes her things",
                needs=["housing", "care"],
            ),
        ),
        _sent(
            GROUP,
            hours=20,
            about_name="Roy Acheson",
            about_telephone="07700 900684",
            reason="Has stopped coming to the lunch club and does not open the door.",
            needs=["company"],
        ),
    ]
    actions.add_words(referral_id=made[2].pk, words="Her neighbour has a key and would gladly be asked.")
    actions.withdraw(referral_id=made[3].pk, because="He was with his daughter in Leeds and is back on Thursday.")
    made += [_answered(worker, nurse), _from_a_system(worker, council.users["administrator"])]
    begun = actions.begin(email=nurse.email)
    actions.put_answers(draft=begun, step="danger", answers={"danger": "no"})
    actions.put_answers(draft=begun, step="harm", answers={"harm": "no", "harm_feared": ""})
    actions.put_answers(
        draft=begun, step="who", answers={"about_name": "Lionel Frith", "about_address": "8 Dyers Court"}
    )
    _sent_on(worker)
    return made


def _sent(by: dict[str, str], *, hours: int, **said: Any) -> Referral:
    at = timezone.now() - timedelta(hours=hours)
    return actions.record(
        by=None, received_at=at, channel="online", mailbox_shown_at=at, **by, **{"person_knows": "yes", **said}
    )


def _read(worker: User, referral: Referral) -> Referral:
    return actions.read(referral=referral, by=worker)


def _answered(worker: User, nurse: User) -> Referral:
    """The nurse's own, told on her page within what may be shared."""
    sent = _read(
        worker,
        _sent(
            NURSE,
            hours=70,
            sent_by=nurse,
            about_name="Phyllis Ormerod",
            about_address="Fellbeck",
            reason="Moved to her son's over the county border and needs help with her legs.",
            needs=["care"],
        ),
    )
    sent = actions.settle(
        referral=sent,
        outcome="not_ours",
        by=worker,
        detail="She lives in another council's area now; we gave her son their number.",
    )
    actions.tell(referral=sent, words=sharing.draft(sent, timezone.localdate()), how="online", by=worker)
    return sent


def _from_a_system(worker: User, administrator: User) -> Referral:
    """The landlord's own system sent it, with a key of which nobody knows the secret any more."""
    key, _ = keys.issue(
        organisation=keys.organisation_named("Westmere Homes"),
        name="Tenancy system",
        scope="referrals.send",
        by=administrator,
    )
    return _read(
        worker,
        actions.record(
            by=None,
            received_at=timezone.now() - timedelta(hours=26),
            channel="online",
            sent_with=key,
            sending="T-48213",
            sending_digest="0" * 64,
            about_name="Kasimir Dolan",
            about_address="Flat 6, 2 Fuller’s Yard",
            person_knows="yes",
            reason="No heating since Friday and will not have the engineer in. Paints, and sells his pictures.",
            needs=["housing", "health"],
            urgency="soon",
            **HOUSING,
        ),
    )


def _sent_on(worker: User) -> None:
    """Three people referred on: one helped by the falls car, one declined, one not answered yet."""
    people = list(Subject.objects.living().filter(restricted=False).order_by("pk")[:3])
    for subject, key in zip(people, ("falls_car", "talking_therapies", "affordable_warmth"), strict=False):
        pathway = pack.current().pathway(key)
        if pathway is None:
            continue
        one = actions.refer_on(subject=subject, to=pathway, why=pathway.purpose, agreed=True, by=worker)
        if key == "falls_car":
            one = actions.record_answer(onward=one, answer="accepted", by=worker)
            actions.record_outcome(
                onward=one,
                outcome="helped",
                by=worker,
                admission_avoided=True,
                words="Lifted, checked and given tea. The district nurse looks in tomorrow.",
            )
        elif key == "talking_therapies":
            actions.record_answer(onward=one, answer="declined", by=worker, because="They see people from 18 weeks on")
    group = Service.objects.published().order_by("pk").first()
    if people and group is not None:
        one = actions.refer_on(subject=people[0], to=group, why="Would like to be among people", agreed=True, by=worker)
        actions.record_answer(onward=one, answer="accepted", by=worker)
