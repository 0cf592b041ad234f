"""Which of several pages somebody is sent to: no link leads to a page that turns them away."""

from __future__ import annotations

from django.urls import Resolver404, resolve

from alongside.foundation.accounts.models import User

OPEN_TO_ALL = ("signed in", "public")


def may_open(user: User, address: str) -> bool:
    """Whether the roles of this user let them into the page; whose record it shows is another question."""
    try:
        permission: str = getattr(resolve(address.partition("?")[0]).func, "permission", "")
    except Resolver404:
        return False
    return permission in OPEN_TO_ALL or bool(permission and user.may(permission))


def first_open(user: User, *addresses: str) -> str:
    """The first that is open to the user; the last of them where none is."""
    return next((address for address in addresses if may_open(user, address)), addresses[-1])
