"""Prescriptions for tests."""

from __future__ import annotations

from datetime import date
from typing import Any

from alongside.foundation.accounts.models import User
from alongside.foundation.subjects.models import Subject
from alongside.front_door.directory.models import Service
from alongside.front_door.directory.tests import factories as directory
from alongside.front_door.prescriptions import actions
from alongside.front_door.prescriptions.models import Prescription

SITE = "https://westmere.example"
PHARMACIST = actions.Outside("nadia.rahman@pharmacy.example", "Nadia Rahman", "Pharmacist", "Dyeworks Street Pharmacy")
IVY = actions.ForWhom("Ivy Broadbent", date(1946, 3, 27), mobile="07700 900456")


def club(name: str = "Gentle gardening club", **fields: Any) -> Service:
    directory.terms()
    return directory.service(name, **fields)


def from_outside(*, how: str = "text", services: tuple[Service, ...] = (), **details: Any) -> Prescription:
    said = {"whom": IVY, "why": "You said the days are long since Harold died.", "site": SITE, "outside": PHARMACIST,
            "information": ("after_a_death", "volunteering")}
    return actions.prescribe(by=None, how=how, services=services, **{**said, **details})


def by_colleague(by: User, subject: Subject, *, how: str = "paper", **details: Any) -> Prescription:
    said = {"whom": IVY, "why": "You said you miss the garden.", "site": SITE, "services": (club(),)}
    return actions.prescribe(by=by, subject=subject, how=how, **{**said, **details})
