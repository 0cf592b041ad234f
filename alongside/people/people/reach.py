"""How a person may be reached, for every letter and message: where they get post, what they refused, in which form."""

from __future__ import annotations

from alongside.foundation import codelists
from alongside.foundation.notifications.contact import Contact as Reach
from alongside.foundation.subjects.models import Subject

from .models import Address, Contact, InformationNeed, Person

# Letters go where they asked for them, else where they stay for now, else where they live.
POST_TO = ("correspondence", "temporary", "home", "care_home", "prison")
FORMATS = ("braille", "audio", "bsl_video", "easy_read", "large_print", "coloured_paper")
# What bears on something written; the rest is for meetings.
ON_PAPER = ("format", "contact", "support")
READ_AS_IT_IS = ("", "english", "not_known", "british_sign_language", "makaton")
ASKED_FOR = {"contact_by_email": "email", "contact_by_text": "text", "contact_by_letter": "post"}


def reach_of(subject: Subject) -> Reach:
    """What the record says today, in three queries; one more for whoever wants another language."""
    contacts = list(Contact.objects.current().of(subject).order_by("-preferred", "pk"))
    places = {address.kind: address for address in Address.objects.current().of(subject)}
    asked = dict(InformationNeed.objects.current().of(subject).order_by("pk").values_list("need", "detail"))
    needs = set(asked)
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
        put_into=_language(subject) if "translated" in needs else "", asks=tuple(_in_words(asked)),
    )


def _language(subject: Subject) -> str:
    person = Person.objects.get(subject=subject)
    spoken = (person.interpreter_language, person.first_language)
    return next((one for one in spoken if one not in READ_AS_IT_IS), "")


def _in_words(asked: dict[str, str]) -> list[str]:
    codes = {need: codelists.code("communication_need", need) for need in asked}
    return [f"{codes[need].label}: {detail}" if detail else codes[need].label for need, detail in asked.items()
            if codes[need].extra["aspect"] in ON_PAPER]


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
