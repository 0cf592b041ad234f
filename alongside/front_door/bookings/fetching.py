"""Fetching a calendar from an address that a worker gave us: https only, never inside our own network.

The name is looked up once, every address it answers with must be of the open internet, and the connection goes to
the very address that was checked, so that a second look-up cannot lead elsewhere. Redirections are checked alike.
"""

from __future__ import annotations

import contextlib
import http.client
import ipaddress
import socket
import ssl
import threading
import time
from urllib.parse import SplitResult, urljoin, urlsplit

MOST_BYTES = 2 * 1024 * 1024
SECONDS = 15
PIECE = 64 * 1024
REDIRECTIONS = 3
LONGEST = 2000
MOVED = (301, 302, 303, 307, 308)


class NotFetched(ValueError):
    """The calendar could not be fetched: a sentence that never says the address, which is a secret."""


def check(address: str) -> SplitResult:
    """The address taken apart, or why it is not one that we ask."""
    if len(address) > LONGEST or any(ord(sign) < 33 or ord(sign) > 126 for sign in address):
        raise NotFetched("This is not the address of a calendar. Copy it again from where your calendar is.")
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        raise NotFetched("This is not the address of a calendar. Copy it again from where your calendar is.") from None
    if parts.scheme != "https":
        raise NotFetched("The address must begin with https://")
    if not parts.hostname or "." not in parts.hostname or parts.username or parts.password:
        raise NotFetched("This is not the address of a calendar. Copy it again from where your calendar is.")
    if port not in (None, 443):
        raise NotFetched("The address names a port. Calendars are asked on the usual one alone.")
    return parts


def fetch(address: str) -> bytes:
    """What is at the address: at most so much, within so long."""
    end = time.monotonic() + SECONDS
    for _ in range(REDIRECTIONS + 1):
        found = _ask(check(address), end)
        if isinstance(found, bytes):
            return found
        address = urljoin(address, found)
    raise NotFetched("The calendar leads on from one address to the next. Ask whoever runs it.")


def _ask(parts: SplitResult, end: float) -> bytes | str:
    """The content, or the address it has moved to."""
    host = str(parts.hostname)
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    connection = _Pinned(host, _open_address(host), timeout=_left(end))
    # The time-out of a socket begins anew with every byte: a server that drips would be listened to for days.
    enough = threading.Timer(_left(end), connection.cut)
    enough.daemon = True
    enough.start()
    try:
        connection.request("GET", target, headers={"Accept": "text/calendar", "User-Agent": "Alongside",
                                                   "Accept-Encoding": "identity"})
        answer = connection.getresponse()
        if answer.status in MOVED and (moved := answer.getheader("Location")):
            return moved
        if answer.status != 200:
            raise NotFetched(f"The calendar’s server answered {answer.status}. Is the address still the right one?")
        return _read(answer, connection, end)
    except (OSError, http.client.HTTPException, ValueError) as problem:
        if isinstance(problem, NotFetched):
            raise
        _left(end)  # cut off is too long, not out of reach
        raise NotFetched("The calendar’s server could not be reached.") from problem
    finally:
        enough.cancel()
        connection.close()


def _read(answer: http.client.HTTPResponse, connection: http.client.HTTPSConnection, end: float) -> bytes:
    content = b""
    while piece := answer.read(PIECE):
        content += piece
        if len(content) > MOST_BYTES:
            raise NotFetched("The calendar is larger than 2 MB. Give us one that holds less of the past.")
        if connection.sock is not None:
            connection.sock.settimeout(_left(end))
    _left(end)  # what was cut off is not the whole of it
    return content


def _left(end: float) -> float:
    left = end - time.monotonic()
    if left <= 0:
        raise NotFetched("The calendar’s server took too long.")
    return left


def _open_address(host: str) -> str:
    """An address of the open internet for the name; refused where any of its addresses is not."""
    try:
        found = {str(one[4][0]) for one in socket.getaddrinfo(host, 443, type=socket.SOCK_STREAM)}
    except (OSError, UnicodeError):
        raise NotFetched("There is no server of that name.") from None
    for one in found:
        if not is_open(one):
            raise NotFetched("That address is inside a private network, and is not asked from here.")
    if not found:
        raise NotFetched("There is no server of that name.")
    return sorted(found, key=lambda one: ":" in one)[0]


def is_open(address: str) -> bool:
    """Whether anybody on the internet could ask it: not ours, not this machine, not one in disguise."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        inside = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if inside is not None and not is_open(str(inside)):
            return False
        if ip in ipaddress.ip_network("64:ff9b::/96"):  # IPv4 in disguise
            return is_open(str(ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)))
    return ip.is_global and not ip.is_multicast and not ip.is_reserved


class _Pinned(http.client.HTTPSConnection):
    """To one checked address, with the certificate asked for the name."""

    def __init__(self, host: str, address: str, *, timeout: float) -> None:
        super().__init__(host, 443, timeout=timeout, context=ssl.create_default_context())
        self.address = address

    def connect(self) -> None:
        bare = socket.create_connection((self.address, 443), self.timeout)
        self.sock = self._context.wrap_socket(  # type: ignore[attr-defined]
            bare, server_hostname=self.host, do_handshake_on_connect=False)
        self.sock.do_handshake()

    def cut(self) -> None:
        """Nothing more comes of it, whoever is listening."""
        if (open_one := self.sock) is not None:
            with contextlib.suppress(OSError):
                # Of the bare socket: that of TLS would take the words away under whoever reads them.
                socket.socket.shutdown(open_one, socket.SHUT_RDWR)
