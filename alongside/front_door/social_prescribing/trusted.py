"""Locally trusted organisations: whom link workers lean on in each network, and to which of the council's standards.

`trusted_organisations.yaml` of the council pack; a council without one has an empty register.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings

from alongside.front_door.directory.models import Service
from alongside.rules.council import BadCouncil

FILE = "trusted_organisations.yaml"


@dataclass(frozen=True)
class Trusted:
    name: str
    network: str
    role: str
    standards: frozenset[str]
    cost: str = ""


@dataclass(frozen=True)
class Register:
    standards: dict[str, str]
    networks: tuple[str, ...]
    organisations: tuple[Trusted, ...]


@dataclass(frozen=True)
class Shown:
    """An organisation beside the standards: what it meets, what is missing, and its groups in the directory."""

    trusted: Trusted
    missing: list[str]
    groups: int


def current() -> Register:
    return _read(Path(settings.COUNCIL_PACK))


@cache
def _read(folder: Path) -> Register:
    file = folder / FILE
    if not file.exists():
        return Register({}, (), ())
    try:
        given = yaml.safe_load(file.read_text(encoding="utf-8"))
        standards = {str(key): str(label) for key, label in given["standards"].items()}
        networks = tuple(str(one) for one in given["networks"])
        found = tuple(_organisation(one, standards, networks) for one in given["organisations"])
    except (OSError, UnicodeDecodeError, yaml.YAMLError, KeyError, TypeError, AttributeError) as problem:
        raise BadCouncil(f"{FILE}: it must have standards, networks and organisations ({problem}).") from problem
    if twice := sorted({one.name for one in found if [each.name for each in found].count(one.name) > 1}):
        raise BadCouncil(f"{FILE}: {twice[0]} stands there twice; each organisation has one network.")
    return Register(standards, networks, found)


def _organisation(given: dict[str, Any], standards: dict[str, str], networks: tuple[str, ...]) -> Trusted:
    name, network = str(given["name"]), given["network"]
    if network not in networks:
        raise BadCouncil(f"{FILE}: the network of {name} is {network!r}; it must be one of {', '.join(networks)}.")
    if strange := set(given.get("standards") or ()) - set(standards):
        raise BadCouncil(f"{FILE}: {name} meets {sorted(strange)[0]!r}, which is none of the standards.")
    return Trusted(name=name, network=network, role=str(given["role"]), cost=str(given.get("cost") or ""),
                   standards=frozenset(given.get("standards") or ()))


def by_network() -> dict[str, list[Shown]]:
    """Every network, also one that has nobody: that is a gap."""
    ours = current()
    names = [one.name for one in ours.organisations]
    groups = dict.fromkeys(names, 0)
    for name in Service.objects.published().filter(organisation__name__in=names).values_list(
            "organisation__name", flat=True):
        groups[name] += 1
    return {network: [
        Shown(one, [label for key, label in ours.standards.items() if key not in one.standards], groups[one.name])
        for one in ours.organisations if one.network == network] for network in ours.networks}
