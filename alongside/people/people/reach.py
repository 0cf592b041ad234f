"""How a person may be reached, for every letter and message: where they get post, what they refused, in which form."""

from __future__ import annotations

from alongside.foundation.notifications.contact import Contact as Reach
from alongside.foundation.subjects.models import Subject

from .models import Address, Contact, InformationNeed

# Letters go where they asked for them, else where they stay for now, else where they live.
POST_TO = ("correspondence", "temporary", "home", "care_home", "prison")
FORMATS = ("braille", "audio", "easy_read", "large_print")
ASKED_FOR = {"contact_by_email": "email", "contact_by_text": "text", "contact_by_letter": "post"}


def reach_of(subject: Subject) -> Reach:
    """What the record says today, in three queries."""
    contacts = list(Contact.objects.current().of(subject).order_by("-preferred", "pk"))
    places = {address.kind: address for address in Address.objects.current().of(subject)}
    needs = set(InformationNeed.objects.current().of(subject).values_list("need", flat=True))
    mobiles = [one for one in contacts if one.kind == "mobile"]
    texted = [one for one in mobiles if not one.no_texts]
    emails = [one.value for one in contacts if one.kind == "email"]
    address = next((places[kind] for kind in POST_TO if kind in places), None)
    return Reach(
        name=subject.display_name, email=emails[0] if emails else "",
        mobile=(texted or mobiles)[0].normal if mobiles else "",
        address=tuple(address.lines) if address else (), preferred=_preferred(contacts, needs),
        refused=(("text", "No texts"),) if mobiles and not texted else (),
        format=next((form for form in FORMATS if form in needs), "standard"),
    )


def _preferred(contacts: list[Contact], needs: set[str]) -> str:
    """What they asked for in words, else the kind of the contact marked as preferred."""
    for need, channel in ASKED_FOR.items():
        if need in needs:
            return channel
    first = contacts[0] if contacts and contacts[0].preferred else None
    if first is None:
        return ""
    if first.kind == "email":
        return "email"
    return "text" if first.kind == "mobile" and not first.no_texts else ""
