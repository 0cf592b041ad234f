"""A file from outside, made safe: what it is by its content, and nothing in it but what can be seen."""

from __future__ import annotations

import io
import re
import unicodedata
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from typing import BinaryIO

import filetype
import pikepdf
from PIL import Image, ImageOps

MOST_BYTES = 10 * 1024 * 1024
MOST_PIXELS = 40_000_000  # a page scanned at 600 dots an inch
MOST_PAGES = 200
LONGEST_NAME = 100
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
    try:
        made = _CLEANERS[kind](content, shown)
    except NotTaken:
        raise
    except (OSError, ValueError, SyntaxError, RuntimeError, MemoryError, Image.DecompressionBombError,
            pikepdf.PdfError) as problem:  # fmt: skip
        raise NotTaken(
            f"{shown} is damaged, or not what its name says. Open it, save it again and send that."
        ) from problem
    return Clean(made, kind, f"{_stem(shown)}.{_ENDINGS[kind]}")


def _picture(kind: str) -> Callable[[bytes, str], bytes]:
    def clean(content: bytes, shown: str) -> bytes:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(content), formats=[kind]) as picture:
                if picture.width * picture.height > MOST_PIXELS:
                    raise NotTaken(f"{shown} is too large a picture. Send a smaller copy.")
                upright = ImageOps.exif_transpose(picture)
                modes = ("RGB", "L") if kind == "JPEG" else ("RGB", "RGBA", "L", "1")
                drawn = upright if upright.mode in modes else upright.convert("RGB" if kind == "JPEG" else "RGBA")
        fresh = Image.new(drawn.mode, drawn.size)
        fresh.paste(drawn)
        out = io.BytesIO()
        fresh.save(out, kind, **({"quality": 88} if kind == "JPEG" else {"optimize": False}))
        return out.getvalue()

    return clean


# What makes a PDF do something by itself, or carries something that is not seen.
_DOES = ("/AA", "/OpenAction", "/Launch", "/JavaScript", "/JS")
_HIDDEN_NAMES = ("/JavaScript", "/EmbeddedFiles")
_ACTIONS_KEPT = ("/URI", "/GoTo")


def _pdf(content: bytes, shown: str) -> bytes:
    try:
        document = pikepdf.open(io.BytesIO(content))
    except pikepdf.PasswordError:
        raise NotTaken(f"{shown} needs a password. Save a copy without one and send that.") from None
    with document:
        if len(document.pages) > MOST_PAGES:
            raise NotTaken(f"{shown} has more than {MOST_PAGES} pages. Send the pages that matter.")
        root = document.Root
        for key in (*_DOES, "/AcroForm", "/Metadata", "/AF"):
            if key in root:
                del root[key]
        if "/Names" in root:
            for key in _HIDDEN_NAMES:
                if key in root.Names:
                    del root.Names[key]
        for page in document.pages:
            for key in (*_DOES, "/Metadata", "/AF"):
                if key in page:
                    del page[key]
            if "/Annots" in page:
                page["/Annots"] = pikepdf.Array([one for one in page["/Annots"] if _is_harmless(one)])
        document.remove_unreferenced_resources()
        del document.docinfo
        out = io.BytesIO()
        document.save(out)
    return out.getvalue()


def _is_harmless(note: pikepdf.Object) -> bool:
    """A link to a page or an address, or a note without an action."""
    if note.get("/Subtype") in ("/FileAttachment", "/RichMedia", "/Movie", "/Sound", "/Screen", "/3D", "/Widget"):
        return False
    action = note.get("/A")
    return "/AA" not in note and (action is None or action.get("/S") in _ACTIONS_KEPT and "/Next" not in action)


def _text(content: bytes, shown: str) -> bytes:
    return content.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n").encode()


_CLEANERS: dict[str, Callable[[bytes, str], bytes]] = {
    "application/pdf": _pdf, "image/jpeg": _picture("JPEG"), "image/png": _picture("PNG"), "text/plain": _text,
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
