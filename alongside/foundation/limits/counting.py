"""Counting what is asked, in windows that begin at round times."""

from __future__ import annotations

import ipaddress
import time
from datetime import UTC, datetime

from django.conf import settings
from django.db import connection
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

from .models import Count

_ONE_MORE = """
    INSERT INTO limits_count (what, who, "window", asked, ends_at) VALUES (%s, %s, %s, 1, %s)
    ON CONFLICT (what, who, "window") DO UPDATE SET asked = limits_count.asked + 1
    RETURNING asked
"""


def allow(what: str, who: str, *, most: int, seconds: int) -> bool:
    """Count one more; False if that is more than so many within these seconds. Two at once are counted as two."""
    window = int(time.time()) // seconds
    ends_at = datetime.fromtimestamp((window + 1) * seconds, UTC)
    with connection.cursor() as cursor:
        cursor.execute(_ONE_MORE, [what, _digest(what, who), window, ends_at])
        asked: int = cursor.fetchone()[0]
    return asked <= most


def used_up(what: str, who: str, *, most: int, seconds: int) -> bool:
    """Whether so many were counted within these seconds; this counts nothing."""
    return Count.objects.filter(what=what, who=_digest(what, who), window=int(time.time()) // seconds,
                                asked__gte=most).exists()


def seconds_left(seconds: int) -> int:
    """Until the window that is running now is over."""
    return seconds - int(time.time()) % seconds


def visitor(request: HttpRequest) -> str:
    """The address of the machine that asks: as the council's own proxy says, where there is one."""
    proxies: int = settings.NINJA_NUM_PROXIES
    forwarded = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",") if part.strip()]
    if proxies and len(forwarded) >= proxies:
        return _machine(forwarded[-proxies])
    return _machine(str(request.META.get("REMOTE_ADDR", "")))


def _machine(address: str) -> str:
    """Of IPv6 the first half: the other half every machine may choose for itself, as often as it likes."""
    try:
        read = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if isinstance(read, ipaddress.IPv4Address):
        return str(read)
    return str(read.ipv4_mapped or ipaddress.ip_network((read, 64), strict=False))


def forget_old() -> int:
    """Counts of windows that are over: how many went."""
    return Count.objects.filter(ends_at__lt=timezone.now()).delete()[0]


def _digest(what: str, who: str) -> str:
    return salted_hmac(f"limits.{what}", who.strip().casefold(), algorithm="sha256").hexdigest()
