"""A person in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from alongside.foundation import codelists
from alongside.foundation.design import words
from alongside.foundation.design.shapes import NOT_KNOWN, Button, Change, Fact, Link, PersonFrame, Tab, Tag

from . import frame as frame_parts
from . import selectors
from .models import Address, Person
from .models.addresses import LIVES_AT


def label(list_name: str, code: str) -> str:
    """A code in words; a code that no list has (an old import, say) as it stands."""
    if not code:
        return ""
    try:
        return codelists.label(list_name, code)
    except LookupError:
        return code.replace("_", " ")


def born(person: Any, today: date | None = None) -> str:
    """"79 · 3 February 1947", "about 79 · about 1947", "Died on 2 May 2026, aged 79"."""
    if not person.date_of_birth:
        return NOT_KNOWN
    age = person.age_on(today or timezone.localdate())
    if person.date_of_birth_estimated:
        return f"about {age} · about {words.date(person.date_of_birth)}"
    return f"{age} · {words.date(person.date_of_birth)}"


def _address(rows: list[dict[str, Any]]) -> str:
    chosen = next((row for row in rows if row["kind"] in LIVES_AT), None)
    staying = next((row for row in rows if row["kind"] in ("temporary", "hospital")), None)
    shown = Address(**(chosen or staying or {})).on_one_line if (chosen or staying) else NOT_KNOWN
    if chosen and staying:
        shown += f" · staying at {Address(**staying).on_one_line}"
    return shown


def _communicate(person: Person) -> str:
    parts = [
        f"{label('communication_need', row['need'])}{': ' + row['detail'] if row['detail'] else ''}"
        for row in person.now_needs
    ]
    if person.interpreter and person.interpreter != "none":
        language = label("language", person.interpreter_language)
        parts.insert(0, f"Interpreter: {language or label('interpreter_kind', person.interpreter)}")
    elif person.first_language and person.first_language not in ("english", "not_known"):
        parts.insert(0, f"Speaks {label('language', person.first_language)}")
    return " · ".join(parts)


def facts(person: Person) -> list[Fact]:
    """The line of facts under the name; `person` from selectors.for_frame."""
    telephone = next((row for row in person.now_contacts if row["kind"] != "email"), None)
    nhs = person.now_nhs[0] if person.now_nhs else ""
    shown = [
        Fact("Age and date of birth", born(person)),
        Fact("NHS number", words.nhs_number(nhs) or NOT_KNOWN),
        Fact("Pronouns", person.pronouns),
        Fact("How to communicate", _communicate(person), wide=True),
        Fact("Lives", _address(person.now_addresses), wide=True),
        Fact("Telephone", f"{words.telephone(telephone['value'])}{' · no texts' if telephone['no_texts'] else ''}"
             if telephone else NOT_KNOWN),
    ]
    return [fact for fact in shown if fact.value]


def frame(subject: Any, user: Any, tab: str = "") -> PersonFrame:
    """The frame of a page about one person: warnings, who they are, tabs. Two queries and the warnings'."""
    person = selectors.for_frame(subject.pk)
    name = person.now_names[0] if person.now_names else {}
    known_as = name.get("known_as", "")
    warnings, warnings_url = frame_parts.warnings_of(subject, user) if user.may("warnings.see") else ((), "")
    tags = []
    if person.date_of_death:
        tags.append(Tag(f"Died on {words.date(person.date_of_death)}", "decision"))
    if subject.restricted:
        tags.append(Tag("Restricted record", "decision"))
    return PersonFrame(
        name=person.name, known_as=known_as if known_as not in person.name.split() else "", facts=facts(person),
        tabs=_tabs(subject, user, tab), tags=tags, warnings=warnings,
        warnings_href=_address_of(warnings_url, subject), actions=_actions(subject, user, person),
        more=_more(subject, user, person),
    )


def _address_of(url_name: str, subject: Any) -> str:
    """A page that is not there (yet) has no address, and then nothing leads to it."""
    try:
        return reverse(url_name, args=[subject.pk]) if url_name else ""
    except NoReverseMatch:
        return ""


def _tabs(subject: Any, user: Any, current: str) -> list[Tab]:
    return [
        Tab(one.text, address, current=one.key == current)
        for one in frame_parts.TABS
        if user.may(one.permission) and (address := _address_of(one.url_name, subject))
    ]


def _actions(subject: Any, user: Any, person: Person) -> list[Button]:
    acts = frame_parts.acts_for(subject, user) if not person.date_of_death else []
    note = _address_of("case_notes:write", subject)
    if note and user.may("case_notes.write"):
        acts.append(Button("Add a note", note))
    # The filled one comes first: on a small screen it takes the whole line.
    return sorted(acts, key=lambda act: not act.primary)


def _more(subject: Any, user: Any, person: Person) -> list[Link]:
    lines = frame_parts.links_for(subject, user)
    for text, url_name, permission, shown in (
        ("Correct details", "people:details", "people.edit", True),
        ("Join with another record", "people:join", "people.merge", True),
        ("Who may open this record", "access:restrict", "access.restrict", True),
        ("Give a copy of this record", "desk:export", "people.export", True),
        ("Record a death", "people:death", "people.record_death", not person.date_of_death),
        ("Death recorded in error", "people:undo_death", "people.record_death", bool(person.date_of_death)),
    ):
        address = _address_of(url_name, subject)
        if shown and address and user.may(permission):
            lines.append(Link(text, address))
    return lines


# --- the details page ------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Detail:
    """A line of the details page: what, the words, since or until when, and where to put it right."""

    what: str
    words: str
    note: str = ""
    href: str = ""
    end_href: str = ""
    past: bool = False


def _days(record: Any) -> str:
    if record.ends_on:
        since = f"{words.date(record.starts_on)} to " if record.starts_on else "until "
        return since + words.date(record.ends_on)
    return f"since {words.date(record.starts_on)}" if record.starts_on else ""


def _split(lines: list[Detail]) -> dict[str, list[Detail]]:
    return {"now": [line for line in lines if not line.past], "past": [line for line in lines if line.past]}


def details(person: Person, rows: dict[str, list[Any]]) -> dict[str, dict[str, list[Detail]]]:
    """Everything of selectors.details_of in words, what holds now apart from what is past."""
    subject_id = person.pk
    names = [
        Detail(one.get_kind_display(), one.in_full + (f", known as {one.known_as}" if one.known_as else ""), _days(one),
               reverse("people:name", args=[subject_id]) if one.kind == "legal" and one.is_current else "",
               reverse("people:end_name", args=[subject_id, one.pk]) if one.kind != "legal" and one.is_current else "",
               past=not one.is_current)
        for one in rows["names"]
    ]
    addresses = [
        Detail(label("address_kind", one.kind), one.on_one_line, " · ".join(p for p in (_days(one), one.note) if p),
               reverse("people:address", args=[subject_id, one.pk]), past=not one.is_current)
        for one in rows["addresses"]
    ]
    contacts = [
        Detail(label("contact_detail_kind", one.kind),
               words.telephone(one.value) if one.is_telephone else one.value, _contact_note(one),
               reverse("people:contact", args=[subject_id, one.pk]) if one.is_current else "",
               reverse("people:end_contact", args=[subject_id, one.pk]) if one.is_current else "",
               past=not one.is_current)
        for one in rows["contacts"]
    ]
    needs = [Detail(label("communication_need", one.need), one.detail, _days(one), past=not one.is_current)
             for one in rows["needs"]]
    numbers = [
        Detail(label("identifier_kind", one.kind),
               words.nhs_number(one.value) if one.kind == "nhs_number" else one.value,
               _checked(one) if one.in_use else "not used now", past=not one.in_use)
        for one in rows["identifiers"]
    ]
    practices = [
        Detail("GP practice", " · ".join(p for p in (one.name, one.gp_name, words.telephone(one.telephone)) if p),
               _days(one), past=not one.is_current)
        for one in rows["practices"]
    ]
    return {"names": _split(names), "addresses": _split(addresses), "contacts": _split(contacts),
            "needs": _split(needs), "numbers": _split(numbers), "practices": _split(practices),
            "identity": {"now": identity(person), "past": []},
            "communication": {"now": communication(person), "past": []}}


def _contact_note(one: Any) -> str:
    safe = {True: "safe to leave a message", False: "do not leave a message", None: ""}[one.safe_to_leave_message]
    return " · ".join(p for p in ("preferred" if one.preferred else "", "no texts" if one.no_texts else "", safe,
                                  one.note, "" if one.is_current else _days(one)) if p)


def _checked(one: Any) -> str:
    if not one.verified_on:
        return "not checked yet"
    return f"checked {words.date(one.verified_on)} by {one.verified_by.name}: {one.verified_how}"


def identity(person: Person) -> list[Detail]:
    return [
        Detail("Date of birth", born(person)),
        Detail("Gender", label("gender", person.gender) or "Not asked yet"),
        Detail("Pronouns", person.pronouns or "Not asked yet"),
        Detail("Ethnicity", label("ethnicity", person.ethnicity) or "Not asked yet"),
    ]


def communication(person: Person) -> list[Detail]:
    interpreter = label("interpreter_kind", person.interpreter) or "Not asked yet"
    if person.interpreter_language:
        interpreter += f": {label('language', person.interpreter_language)}"
    return [
        Detail("First language", label("language", person.first_language) or "Not asked yet"),
        Detail("Interpreter", interpreter),
    ]


# --- joining, moving -------------------------------------------------------------------------------------------------


def in_one_line(person: Person) -> str:
    seen = selectors.for_frame(person.pk)
    known = [part for part in (born(person), _address(seen.now_addresses)) if part != NOT_KNOWN]
    return " · ".join([f"{person.name}, record {person.pk}", *known])


def side_by_side(person: Person, other: Person) -> list[Change]:
    """Two records compared line by line, so that nobody joins two people by name alone."""
    sides = [{fact.label: fact.value for fact in _compared(one)} for one in (person, other)]
    return [Change(name, sides[0][name], sides[1][name]) for name in sides[0]]


def _compared(person: Person) -> list[Fact]:
    rows = details(person, selectors.details_of(person.subject))
    lists = [("Names", "names"), ("Addresses", "addresses"), ("In touch by", "contacts"), ("Numbers", "numbers"),
             ("GP practice", "practices")]
    return [
        Fact("Date of birth", born(person)), Fact("Gender", label("gender", person.gender)),
        *(Fact(text, "; ".join(line.words for part in rows[key].values() for line in part)) for text, key in lists),
        Fact("Record opened", words.date(person.added_at)),
    ]


@dataclass(frozen=True)
class JoinLine:
    pk: int
    other: str
    when: str
    reason: str
    parted: str
    stayed: int


def join_line(join: Any) -> JoinLine:
    return JoinLine(
        pk=join.pk, other=f"{join.other.display_name}, record {join.other_id}",
        when=f"{words.date(join.joined_at)} by {join.joined_by.name}", reason=join.reason,
        parted=f"Parted {words.date(join.parted_at)} by {join.parted_by.name}: {join.parted_reason}"
        if join.parted_at else "",
        stayed=join.moves.filter(stayed=True).count(),
    )


def entry_in_words(record: Any) -> str:
    kind = str(record._meta.verbose_name)
    return f"{kind[:1].upper()}{kind[1:]}: {record}"
