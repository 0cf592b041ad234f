"""Referrals from systems of other organisations, each with a key of its own, and what came of them."""

import base64
import binascii
import hashlib
import io
import json
from datetime import datetime
from typing import Annotated, Any, Literal

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction
from django.http import HttpRequest
from ninja import Header, Path, Router, Schema, Status
from pydantic import ConfigDict, Field

from alongside.foundation.api import Problem, local
from alongside.foundation.api_keys.signing import WithKey, with_key
from alongside.foundation.limits.counting import allow
from alongside.foundation.uploads.cleaning import Clean, NotTaken, cleaned
from alongside.front_door import routes
from alongside.people.people.normal import NotAnNHSNumber, nhs_number

from . import actions, pack, receipts
from .receipts import Receipt

SCOPE = "referrals.send"
router = Router(auth=WithKey(SCOPE), tags=["referrals"])
MOST_AN_HOUR = 600
# Base64 of the largest file that is taken.
LONGEST_FILE = 14 * 1024 * 1024

Line = Annotated[str, Field(max_length=200)]
Short = Annotated[str, Field(max_length=40)]
Words = Annotated[str, Field(max_length=5_000)]
Said = Annotated[str, Field(min_length=1, max_length=5_000, pattern=r"\S")]
Named = Annotated[str, Field(min_length=1, max_length=200, pattern=r"\S")]


class Strict(Schema):
    model_config = ConfigDict(extra="forbid")


class AboutWhom(Strict):
    name: Named
    date_of_birth: Short = Field("", description="as you know it: 1941-05-12, or about how old")
    nhs_number: Annotated[str, Field(max_length=20)] = ""
    address: Annotated[str, Field(max_length=500)] = ""
    telephone: Short = ""
    how_to_reach: Words = Field("", description="when to ring, an interpreter, hearing or sight")


class Harm(Strict):
    feared: Said = Field(description="what was seen and heard")
    asked: Literal["asked", "not_safe", "not_yet"] = Field(description="was the person asked what they want?")
    wishes: Words = ""


class ReferredBy(Strict):
    name: Named
    kind: Literal["gp", "nurse", "hospital", "ambulance", "pharmacy", "police", "fire", "housing", "voluntary", "other"]
    role: Annotated[str, Field(max_length=120)] = ""
    organisation: Line = Field("", description="the organisation of the key where it is left out")
    email: Annotated[str, Field(max_length=254)] = Field(
        "", description="who is mailed that there is an answer, and reads it with a code"
    )
    telephone: Short = ""


class GivenFile(Strict):
    name: Named
    content: Annotated[str, Field(min_length=1, max_length=LONGEST_FILE)] = Field(
        description="base64 of a PDF, a JPEG, a PNG or plain text, up to 10 MB; a whole request up to 20 MB"
    )


class Referred(Strict):
    about: AboutWhom
    reason: Said
    hopes: Words = ""
    needs: list[Literal["care", "health", "housing", "money", "caring", "company"]] = Field([], max_length=6)
    person_knows: Literal["yes", "not_agreed", "no"] = Field(description="does the person know, and agree?")
    why_without_agreement: Words = Field("", description="needed where the person has not agreed")
    may_be_told: Words = ""
    urgency: Literal["urgent", "soon", "routine"] = Field(description="urgent: ring us too, in danger 999")
    harm: Harm | None = Field(None, description="where you fear that somebody is hurt, neglected or used")
    referrer: ReferredBy
    files: list[GivenFile] = Field([], max_length=10)


class Sent(Schema):
    reference: str
    state: Literal["received", "read", "answered", "withdrawn"]
    received_at: datetime
    read_at: datetime | None
    read_by: str | None
    answered_at: datetime | None
    answered_by: str | None
    answer: str | None = Field(description="what may be shared of what came of it")
    told_otherwise: str | None = Field(description="how you were told, where it was not through here")
    withdrawn_at: datetime | None


class Wrong(Exception):
    """A place of what was sent, and what is wrong there."""


Reference = Annotated[str, Path(max_length=40, description="the reference that the referral was given")]
Sending = Annotated[
    str,
    Header(
        alias="Idempotency-Key", min_length=8, max_length=100, pattern=r"^[\x21-\x7e]+$",
        description="your own name for this sending: sent twice under one name, it is one referral",
    ),
]  # fmt: skip


@router.post(
    "/referrals",
    response={200: Sent, 201: Sent, 401: Problem, 404: Problem, 409: Problem, 422: Problem, 429: Problem},
    summary="Send a referral",
)
@with_key
def send_referral(request: HttpRequest, asked: Referred, sending: Sending) -> Any:
    """201 where it is new, 200 where it came before under the same Idempotency-Key."""
    key: Any = request.auth  # type: ignore[attr-defined]
    digest = hashlib.sha256(json.dumps(asked.dict(), sort_keys=True, default=str).encode()).hexdigest()
    if before := receipts.of_sending(key, sending):
        return _again(before, digest)
    if "referrals" not in routes.ways():
        return Status(404, {"detail": f"This council takes no referrals here. {routes.instead()}"})
    if not allow("referrals.api", str(key.pk), most=MOST_AN_HOUR, seconds=3600):
        return Status(429, {"detail": f"A key may send {MOST_AN_HOUR} referrals an hour. Try again after the hour."})
    try:
        said, files = _particulars(asked, key.organisation.name), _files(asked.files)
        with transaction.atomic():
            made = actions.receive(key=key, said=said, files=files, sending=sending, digest=digest)
    except Wrong as problem:
        return Status(422, {"detail": str(problem)})
    except IntegrityError:
        if before := receipts.of_sending(key, sending):  # the same, a moment earlier
            return _again(before, digest)
        raise
    found = receipts.of_organisation(made.reference, key.organisation)
    return Status(201, _sent(found)) if found else Status(409, {"detail": "It was taken and cannot be shown."})


@router.get("/referrals/{reference}", response={200: Sent, 401: Problem, 404: Problem, 422: Problem},
            summary="Where a referral is, and what came of it")  # fmt: skip
@with_key
def sent_referral(request: HttpRequest, reference: Reference) -> Any:
    """Those of the key's own organisation. Another's is as if it were not there."""
    key: Any = request.auth  # type: ignore[attr-defined]
    found = receipts.of_organisation(reference, key.organisation)
    if found is None:
        return Status(404, {"detail": "Your organisation has sent no referral with this reference."})
    if found.feedback_id:
        actions.answer_was_read(feedback_id=found.feedback_id)
    return Status(200, _sent(found))


def _again(before: tuple[Receipt, str], digest: str) -> Any:
    receipt, of_before = before
    if of_before != digest:
        return Status(
            409, {"detail": "Idempotency-Key: something else was sent under this name before. Use a new one."}
        )
    return Status(200, _sent(receipt))


def _particulars(asked: Referred, organisation: str) -> dict[str, Any]:
    about, by = asked.about, asked.referrer
    if not any((about.date_of_birth, about.nhs_number, about.address, about.telephone)):
        raise Wrong("about: Give a date of birth, an NHS number, an address or a telephone number, to find them by.")
    try:
        number = nhs_number(about.nhs_number) if about.nhs_number.strip() else ""
    except NotAnNHSNumber as problem:
        raise Wrong(f"about.nhs_number: {problem}") from None
    if asked.person_knows != "yes" and not asked.why_without_agreement.strip():
        raise Wrong("why_without_agreement: Write why you refer them though they have not agreed.")
    if by.email.strip():
        try:
            validate_email(by.email.strip())
        except ValidationError:
            raise Wrong("referrer.email: This is not an email address.") from None
    harm = asked.harm
    if harm and harm.asked == "asked" and not harm.wishes.strip():
        raise Wrong("harm.wishes: Write what the person wants to happen.")
    return {
        "about_name": about.name, "about_date_of_birth": about.date_of_birth, "about_nhs_number": number,
        "about_address": about.address, "about_telephone": about.telephone, "about_reach": about.how_to_reach,
        "reason": asked.reason, "hopes": asked.hopes, "needs": sorted(set(asked.needs)),
        "person_knows": asked.person_knows, "why_without_agreement": asked.why_without_agreement,
        "may_be_told": asked.may_be_told, "urgency": asked.urgency,
        "harm_feared": harm.feared if harm else "", "harm_asked": harm.asked if harm else "",
        "harm_wishes": harm.wishes if harm else "",
        "referrer_name": by.name, "referrer_kind": by.kind, "referrer_role": by.role,
        "referrer_organisation": by.organisation or organisation, "referrer_email": by.email.strip(),
        "referrer_telephone": by.telephone,
    }  # fmt: skip


def _files(given: list[GivenFile]) -> list[Clean]:
    most = pack.current().most_files
    if len(given) > most:
        raise Wrong(f"files: At most {most} files are taken.")
    return [_file(number, one) for number, one in enumerate(given)]


def _file(number: int, given: GivenFile) -> Clean:
    try:
        content = base64.b64decode(given.content, validate=True)
    except (binascii.Error, ValueError):
        raise Wrong(f"files.{number}.content: This is not base64.") from None
    try:
        return cleaned(io.BytesIO(content), given.name)
    except NotTaken as problem:
        raise Wrong(f"files.{number}: {problem}") from None


def _sent(found: Receipt) -> dict[str, Any]:
    return {
        "reference": found.reference, "state": found.state, "received_at": local(found.received_at),
        "read_at": local(found.read_at), "read_by": found.read_by or None, "answered_at": local(found.answered_at),
        "answered_by": found.answered_by or None if found.answered_at else None, "answer": found.told or None,
        "told_otherwise": found.told_otherwise or None, "withdrawn_at": local(found.withdrawn_at),
    }  # fmt: skip
