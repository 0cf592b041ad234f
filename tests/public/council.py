"""What stands in the council beside its demo, so that whoever comes from outside meets everything there is."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from alongside.config.demo import my_plan
from alongside.foundation.accounts.models import User
from alongside.front_door.bookings import actions as bookings
from alongside.front_door.bookings import presenters
from alongside.front_door.bookings.models import BookingDraft
from alongside.front_door.directory.models import Service
from alongside.front_door.directory_feed.actions.keeping import ask_for_link
from alongside.front_door.prescriptions.models import Prescription
from alongside.front_door.self_assessment import actions, offers
from alongside.people.agreements import actions as agreements
from alongside.people.own_access import actions as own_access
from alongside.people.own_access.models import Access, Part
from alongside.people.relationships import actions as relationships
from tests.public.visitor import TYPED, Form

DAUGHTER = my_plan.SIGN_INS[1][1]


def somebody_reads_of_two() -> None:
    """The daughter of one man was also chosen by a woman who has agreed to what may be shared."""
    by, today = User.objects.earliest("pk"), timezone.localdate()
    own = Access.objects.filter(ways__address=my_plan.SIGN_INS[0][1]).earliest("pk").subject
    friend = relationships.record(subject=own, kind="friend", name="Danuta Bąk", by=by, may_be_told="yes")
    own_access.give(
        subject=own, by=by, verified_how="paper", verified_on=today, verified_words="Her passport",
        asked_how="in_person", asked_on=today, asked_words="Danuta may read it all", relationship=friend,
        parts=Part.values, ways=[("email", DAUGHTER)])
    agreements.record(
        subject=own, purpose="health", what="What support there is", lawful_basis="consent", how_given="spoken",
        starts_on=today, review_on=today + timedelta(days=300), with_whom=["Mill Lane Surgery"], by=by)


def link_of_a_keeper() -> str:
    kept = Service.objects.published().exclude(organisation__keeper_email="").select_related("organisation")
    return f"/keep-your-entry/{ask_for_link(address=kept.earliest('pk').organisation.keeper_email).secret}/"


def link_of_a_prescription() -> tuple[str, dict[str, str]]:
    """With the birthday that its page asks for."""
    given = Prescription.objects.exclude(for_date_of_birth=None).latest("pk")
    born = given.for_date_of_birth
    assert born is not None
    return f"/prescriptions/{given.secret}/", {"day": str(born.day), "month": str(born.month)}


def link_to_what_was_kept() -> str:
    """Something begun on another day, to be gone on with."""
    started, _ = actions.start(offer=offers.offered()[0])
    return f"/help-me-work-it-out/where-it-is/link/{actions.keep_for_later(started=started, address=TYPED['email'])}/"


def somebody_is_quicker(form: Form, last: bool) -> None:
    """The time that a visitor is about to book is taken by others, as often as it is free."""
    if not last or form.path != "/book/check/":
        return
    said = BookingDraft.objects.latest("touched_at").answers
    while True:
        try:
            with transaction.atomic():
                bookings.book_time(starts_at=datetime.fromisoformat(said["starts_at"]), way=said["way"],
                                   place=said.get("place", ""), about=presenters.about_of(said))
        except (bookings.Taken, bookings.TooMany):
            return
