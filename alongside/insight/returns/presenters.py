"""A built return in words: its events, what fails, and where each is put right."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import NoReverseMatch, reverse

from alongside.foundation.access.conditions import visible_subjects
from alongside.foundation.accounts.models import Team, User
from alongside.foundation.design.words import plural
from alongside.foundation.permissions.reach import first_open
from alongside.foundation.subjects.models import Subject
from alongside.foundation.work.presenters import initials_if_restricted
from alongside.insight.disclosure import outcome
from alongside.rules.national_return.columns import BY_NAME, COLUMNS, PERSON
from alongside.rules.national_return.wording import Wording

from .models import BuiltReturn

# Where a field of the person is put right; the others in the event itself.
CIRCUMSTANCES = (
    "Primary Support Reason",
    "Accommodation Status",
    "Employment Status",
    "Has Unpaid Carer",
    "Client Funding Status",
)
PAGES = {
    "conversations.conversation": "conversations:read",
    "assessments.assessment": "assessments:read",
    "carers.carersassessment": "carers:read",
    "reviews.review": "reviews:read",
}
NOT_OPEN = "A record that is not open to you"
SHOWN = 50
MOST = 20
# A fault that nobody is named for, in an address.
NOBODY = "0"


@dataclass(frozen=True)
class ToPutRight:
    subject_id: int
    row: int
    field: str
    message: str
    name: str
    href: str


@dataclass(frozen=True)
class Chosen:
    """Which faults are asked for; nothing chosen is all of them."""

    field: str = ""
    team: str = ""
    worker: str = ""

    def of(self, built: BuiltReturn) -> list[dict[str, Any]]:
        return [
            one
            for one in built.problems
            if self.field in ("", one["field"])
            and self.team in ("", str(one.get("team") or NOBODY))
            and self.worker in ("", str(one.get("worker") or NOBODY))
        ]

    def link(self, **changed: str) -> str:
        query = {name: value for name, value in (asdict(self) | changed).items() if value}
        return f"{reverse('returns:worklist')}?{urlencode(query)}" if query else reverse("returns:worklist")


def to_put_right(problems: list[dict[str, Any]], user: Any) -> list[ToPutRight]:
    """Failing values, with a link for those who may open the record, and no name for others."""
    chosen = problems[:SHOWN]
    subjects = {subject.pk: subject for subject in visible(user, {one["subject"] for one in chosen})}
    return [
        ToPutRight(
            subject_id=one["subject"],
            row=one["row"],
            field=one["field"],
            message=one["message"],
            name=initials_if_restricted(subjects[one["subject"]])
            if one["subject"] in subjects
            else NOT_OPEN,
            href=first_open(user, page_of(one), reverse("desk:person", args=[one["subject"]]))
            if one["subject"] in subjects
            else "",
        )
        for one in chosen
    ]


def modules(built: BuiltReturn) -> list[list[Any]]:
    return [[name, f"{count:,}"] for name, count in built.by_module.items()]


def workers(built: BuiltReturn, chosen: Chosen) -> list[list[Any]]:
    names = {str(user.pk): str(user) for user in User.objects.filter(pk__in=[pk for pk in built.by_worker if pk])}
    return _counted(built.by_worker, names, lambda pk: chosen.link(worker=pk))


class Names:
    """The names of the colleagues and teams of one return's faults, looked up once."""

    def __init__(self, built: BuiltReturn) -> None:
        workers, teams = ([pk for pk in counted if pk] for counted in (built.by_worker, built.by_team))
        self._workers = {user.pk: str(user) for user in User.objects.filter(pk__in=workers)}
        self._teams = {team.pk: str(team) for team in Team.objects.filter(pk__in=teams)}

    def worker(self, problem: dict[str, Any]) -> str:
        return self._workers.get(problem.get("worker"), "")

    def team(self, problem: dict[str, Any]) -> str:
        return self._teams.get(problem.get("team"), "")


def teams(built: BuiltReturn, chosen: Chosen) -> list[list[Any]]:
    names = {str(team.pk): str(team) for team in Team.objects.filter(pk__in=[pk for pk in built.by_team if pk])}
    return _counted(built.by_team, names, lambda pk: chosen.link(team=pk))


def _counted(counts: dict[str, int], names: dict[str, str], link: Callable[[str], str]) -> list[list[Any]]:
    most_first = sorted(counts.items(), key=lambda one: (-one[1], names.get(one[0], "")))[:MOST]
    return [
        [{"text": names.get(pk, "Nobody named"), "href": link(pk or NOBODY)}, f"{count:,}"] for pk, count in most_first
    ]


def chosen_in_words(chosen: Chosen) -> str:
    said = [chosen.field] if chosen.field else []
    if chosen.team:
        said.append(next((str(one) for one in Team.objects.filter(pk=_number(chosen.team))), "no team"))
    if chosen.worker:
        said.append(next((str(one) for one in User.objects.filter(pk=_number(chosen.worker))), "nobody named"))
    return ", ".join(said)


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def commonest(built: BuiltReturn, chosen: Chosen) -> list[list[Any]]:
    """The three fields that fail most, and the page on which each is put right."""
    return [
        [{"text": field, "href": chosen.link(field=field)}, f"{count:,}", place_of(field)]
        for field, count in built.commonest
    ]


def place_of(field: str) -> str:
    if field in CIRCUMSTANCES:
        return "The person’s circumstances"
    return "The person’s details" if BY_NAME[field].module == PERSON else "The record of the event"


def whole_rows(built: BuiltReturn) -> str:
    """The figure that moves as faults are put right."""
    if not built.rows:
        return "No rows"
    whole = built.rows - built.failing_rows
    return f"{whole:,} of {built.rows:,} rows have no fault ({outcome(whole, built.rows, 'percent', 1)}%)"


def types(built: BuiltReturn) -> list[list[Any]]:
    return [[name, f"{count:,}"] for name, count in sorted(built.by_type.items())]


def fields(built: BuiltReturn) -> list[list[Any]]:
    page = reverse("returns:built", args=[built.pk])
    return [
        [{"text": name, "href": f"{page}?{urlencode({'field': name})}"}, f"{count:,}"]
        for name, count in built.failing.items()
    ]


def cells(lines: Iterable[ToPutRight]) -> list[list[Any]]:
    return [
        [{"text": line.name, "href": line.href} if line.href else line.name, line.field, line.message] for line in lines
    ]


def with_whom(
    lines: Iterable[ToPutRight], problems: list[dict[str, Any]], told: Mapping[tuple[int, str, str], str]
) -> list[list[Any]]:
    """As `cells`, and with whom each is that was sent to a worker."""
    rows = cells(lines)
    for row, problem in zip(rows, problems, strict=False):
        title = f"Put right for the national return: {problem['field']}"
        row.append(told.get((problem["subject"], title, page_of(problem)), ""))
    return rows


def sent_in_words(new: int, nobody: int) -> str:
    said = "All of these are with somebody already."
    if new or nobody:
        said = f"Sent to those who recorded them: {plural(new, 'value')}."
    if nobody:
        said += f" For {plural(nobody, 'value')} nobody is named: no worker and no team recorded them."
    return said


def visible(user: Any, ids: Iterable[int]) -> list[Subject]:
    return list(visible_subjects(user).filter(pk__in=list(ids))) if user.may("people.see") else []


NOT_IN_IT = (
    "Urgent support that the front door starts has no last day there: it is in the return once somebody writes it down "
    "as short-term support.",
    "A service of a plan counts from its first day to its last as they were written down; whether each visit took "
    "place is not recorded here.",
    "Financial assessments and support with no plan that lasts are not recorded yet, nor the provider’s CQC location.",
    "An assessment that found no eligible needs goes out as “information and advice”: what else came of it is not "
    "asked.",
    "The values of eligible needs, hours of caring, outcomes achieved at a review, autism and dementia are our own "
    "words, and may be refused: their national lists are not public. Load the official mapping to put that right.",
    "Support that the front door gives at once, such as simple equipment, is the outcome of a conversation and no "
    "service.",
)


def page_of(problem: dict[str, Any]) -> str:
    """The page on which the field is put right; the person's own page where there is none."""
    subject, (label, _, pk) = problem["subject"], problem["source"].partition(":")
    column = BY_NAME[problem["field"]]
    if label == "plans.support" and column.module != PERSON:
        return _address("plans:read", subject, int(pk.partition("-")[0]))
    if label.startswith("plans.") and column.module != PERSON:
        return _address("plans:index", subject)
    if problem["field"] in CIRCUMSTANCES:
        return _address("circumstances:index", subject)
    if column.module == PERSON:
        return _address("people:details", subject)
    return _address(PAGES.get(label, ""), subject, int(pk)) if label in PAGES else _address("desk:person", subject)


def _address(name: str, *numbers: int) -> str:
    try:
        return reverse(name, args=numbers)
    except NoReverseMatch:
        return reverse("desk:person", args=numbers[:1])


def file_name(built: BuiltReturn) -> str:
    return f"CLD_{built.starts_on:%Y%m%d}_{built.ends_on:%Y%m%d}.csv"


def specification(words: Wording) -> list[list[Any]]:
    """The fifty columns: what may stand in each, when it must be filled, and how sure we are of its list."""
    said = []
    for column in COLUMNS:
        used = words.of(column.list_name) if column.list_name else None
        values = f"{len(used.now) or 'No'} values" if used else column.kind.replace("_", " ").replace("nhs", "NHS")
        sure = CONFIDENCE_IN_WORDS[used.confidence] if used else ""
        said.append([str(column.order), column.name, column.module, values, str(column.mandatory), sure])
    return said


CONFIDENCE_IN_WORDS = {
    "official": "The official mapping",
    "confirmed": "Seen in national code",
    "partial": "Seen in part",
    "second_hand": "Quoted by others",
    "unverified": "Not public: not checked",
    "own": "Ours",
}
