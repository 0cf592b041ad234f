"""A file from outside, made safe: what it is by its content, and nothing in it but what can be seen."""

from __future__ import annotations

import re
import subprocess
import sys
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from threading import BoundedSemaphore
from typing import BinaryIO

import filetype

from . import drawing_again

MOST_BYTES = 10 * 1024 * 1024
# By the clock, for one file; and how many one server process has drawn at the same time.
LONGEST_SECONDS = 30
_AT_ONCE = BoundedSemaphore(2)
LONGEST_NAME = 100
TOO_MUCH = "holds more than can be read here. Print it to a new PDF, or send a smaller copy."
TAKEN = "a PDF, a photograph (JPEG or PNG) or plain text"


class NotTaken(ValueError):
    """The file cannot be taken; the message is a sentence for whoever sent it."""


@dataclass(frozen=True)
class Clean:
    """`name` is safe to show and to send as the name of a download."""

    content: bytes
    kind: str  # application/pdf, image/jpeg, image/png or text/plain
    name: str


def cleaned(file: BinaryIO, name: str) -> Clean:
    """Read at most what may be sent, and clean it. `name` is what the sender's machine calls it."""
    content = file.read(MOST_BYTES + 1)
    shown = _safe_name(name)
    if len(content) > MOST_BYTES:
        raise NotTaken(f"{shown} is larger than {MOST_BYTES // 1024 // 1024} MB. Send a smaller copy, or in parts.")
    if not content:
        raise NotTaken(f"{shown} is empty.")
    kind = filetype.guess_mime(content) or ("text/plain" if _is_text(content) else "")
    if kind not in _CLEANERS:
        raise NotTaken(f"{shown} is not {TAKEN}. If it is a document, save it as a PDF and send that.")
    return Clean(_CLEANERS[kind](content, shown), kind, f"{_stem(shown)}.{_ENDINGS[kind]}")


def _apart(kind: str) -> Callable[[bytes, str], bytes]:
    """Drawn again by a process of its own, which has limits: what would unfold to all the memory there is ends it."""

    def clean(content: bytes, shown: str) -> bytes:
        # Our own interpreter with our own file; the content goes in by its standard input. Few at once.
        if not _AT_ONCE.acquire(timeout=LONGEST_SECONDS):
            raise NotTaken(f"{shown} cannot be read just now. Send it again in a minute.")
        try:
            done = subprocess.run([sys.executable, "-P", drawing_again.__file__, kind], input=content,
                                  capture_output=True, check=False, timeout=LONGEST_SECONDS)
        except subprocess.TimeoutExpired:
            raise NotTaken(f"{shown} {TOO_MUCH}") from None
        finally:
            _AT_ONCE.release()
        if done.returncode == drawing_again.REFUSED:
            raise NotTaken(f"{shown} {done.stderr.decode(errors='replace')}")
        if done.returncode == drawing_again.DAMAGED:
            raise NotTaken(f"{shown} is damaged, or not what its name says. Open it, save it again and send that.")
        if done.returncode:
            raise NotTaken(f"{shown} {TOO_MUCH}")
        return done.stdout

    return clean


def _text(content: bytes, shown: str) -> bytes:
    return content.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n").encode()


_CLEANERS: dict[str, Callable[[bytes, str], bytes]] = {
    **{kind: _apart(kind) for kind in drawing_again.DRAWERS}, "text/plain": _text,
}  # fmt: skip
_ENDINGS = {"application/pdf": "pdf", "image/jpeg": "jpg", "image/png": "png", "text/plain": "txt"}


def _is_text(content: bytes) -> bool:
    try:
        words = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return False
    return not any(unicodedata.category(letter) == "Cc" and letter not in "\n\r\t\f" for letter in words)


def _safe_name(name: str) -> str:
    """The last part alone, without what would change how it is shown."""
    last = re.split(r"[\\/]", name)[-1]
    shown = "".join(letter for letter in unicodedata.normalize("NFC", last) if letter.isprintable()
                    and unicodedata.category(letter) != "Cf").strip(" .")  # fmt: skip
    return shown[:LONGEST_NAME] or "The file"


def _stem(shown: str) -> str:
    return re.sub(r"\.[A-Za-z0-9]{1,5}$", "", shown).strip(" .") or "file"
