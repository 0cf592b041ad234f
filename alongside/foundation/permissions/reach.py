"""Which of several pages somebody is sent to: no link leads to a page that turns them away."""

from __future__ import annotations

from typing import Protocol

from django.urls import Resolver404, resolve

OPEN_TO_ALL = ("signed in", "public")


class Reader(Protocol):
    """Somebody whose roles can be asked; accounts lean on permissions, so their model is not named here."""

    def may(self, permission: str) -> bool: ...


def may_open(user: Reader, address: str) -> bool:
    """Whether the roles of this user let them into the page; whose record it shows is another question."""
    try:
        permission: str = getattr(resolve(address.partition("?")[0]).func, "permission", "")
    except Resolver404:
        return False
    return permission in OPEN_TO_ALL or bool(permission and user.may(permission))


def first_open(user: Reader, *addresses: str) -> str:
    """The first that is open to the user; the last of them where none is."""
    return next((address for address in addresses if may_open(user, address)), addresses[-1])
