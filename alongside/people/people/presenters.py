"""A person in words."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from alongside.foundation import codelists
from alongside.foundation.design import words
from alongside.foundation.design.shapes import Button, Fact, Link, PersonFrame, Tab, Tag

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
        return "Not known yet"
    age = person.age_on(today or timezone.localdate())
    if person.date_of_birth_estimated:
        return f"about {age} · about {words.date(person.date_of_birth)}"
    return f"{age} · {words.date(person.date_of_birth)}"


def _address(rows: list[dict[str, Any]]) -> str:
    chosen = next((row for row in rows if row["kind"] in LIVES_AT), None)
    staying = next((row for row in rows if row["kind"] in ("temporary", "hospital")), None)
    shown = Address(**(chosen or staying or {})).on_one_line if (chosen or staying) else "Not known yet"
    if chosen and staying:
        shown += f" · staying at {Address(**staying).on_one_line}"
    return shown


def _communicate(person: Person) -> str:
    parts = [
        f"{label('communication_need', row['need'])}{': ' + row['detail'] if row['detail'] else ''}"
        for row in person.now_needs  # type: ignore[attr-defined]
    ]
    if person.interpreter and person.interpreter != "none":
        language = label("language", person.interpreter_language)
        parts.insert(0, f"Interpreter: {language or label('interpreter_kind', person.interpreter)}")
    elif person.first_language and person.first_language not in ("english", "not_known"):
        parts.insert(0, f"Speaks {label('language', person.first_language)}")
    return " · ".join(parts)


def facts(person: Person) -> list[Fact]:
    """The line of facts under the name; `person` from selectors.for_frame."""
    telephone = next((row for row in person.now_contacts if row["kind"] != "email"), None)  # type: ignore[attr-defined]
    nhs = person.now_nhs[0] if person.now_nhs else ""  # type: ignore[attr-defined]
    shown = [
        Fact("Age and date of birth", born(person)),
        Fact("NHS number", words.nhs_number(nhs) or "Not known yet"),
        Fact("Pronouns", person.pronouns),
        Fact("How to communicate", _communicate(person), wide=True),
        Fact("Lives", _address(person.now_addresses), wide=True),  # type: ignore[attr-defined]
        Fact("Telephone", f"{words.telephone(telephone['value'])}{' · no texts' if telephone['no_texts'] else ''}"
             if telephone else "Not known yet"),
    ]
    return [fact for fact in shown if fact.value]


def frame(subject: Any, user: Any, tab: str = "") -> PersonFrame:
    """The frame of a page about one person: warnings, who they are, tabs. Two queries and the warnings'."""
    person = selectors.for_frame(subject.pk)
    name = person.now_names[0] if person.now_names else {}  # type: ignore[attr-defined]
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
        ("Record a death", "people:death", "people.record_death", not person.date_of_death),
        ("Death recorded in error", "people:undo_death", "people.record_death", bool(person.date_of_death)),
    ):
        address = _address_of(url_name, subject)
        if shown and address and user.may(permission):
            lines.append(Link(text, address))
    return lines
