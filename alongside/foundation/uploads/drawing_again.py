"""The process of its own in which a picture or a PDF is drawn again: little memory, little time, nothing of ours in it.

A PDF of 1 KB can unfold to gigabytes, and what unfolds it cannot be told to stop. Here it ends itself, and the server
that asked goes on. Run as a program: the kind of file, and its content on standard input.
"""

from __future__ import annotations

import contextlib
import io
import resource
import sys
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path

import pikepdf
from PIL import Image, ImageOps

MOST_PIXELS = 40_000_000  # a page scanned at 600 dots an inch
MOST_PAGES = 200
MOST_BYTES = 40 * 1024 * 1024
SECONDS = 20
# A picture of the most pixels is held twice, with its colours and how far one sees through them.
MEGABYTES = {"application/pdf": 384, "image/jpeg": 768, "image/png": 768}
FIRST_TO_GO = Path("/proc/self/oom_score_adj")
REFUSED, DAMAGED, TOO_MUCH = 3, 4, 5


class Refused(ValueError):
    """Why it is not taken: what stands after the file's name in a sentence."""


def _picture(kind: str) -> Callable[[bytes], bytes]:
    def draw(content: bytes) -> bytes:
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        with Image.open(io.BytesIO(content), formats=[kind]) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise Refused("is too large a picture. Send a smaller copy.")
            ImageOps.exif_transpose(picture, in_place=True)
            modes = ("RGB", "L") if kind == "JPEG" else ("RGB", "RGBA", "L", "1")
            drawn = picture if picture.mode in modes else picture.convert("RGB" if kind == "JPEG" else "RGBA")
            fresh = Image.new(drawn.mode, drawn.size)
            fresh.paste(drawn)
        out = io.BytesIO()
        fresh.save(out, kind, **({"quality": 88} if kind == "JPEG" else {"optimize": False}))
        return out.getvalue()

    return draw


# What makes a PDF do something by itself, or carries something that is not seen. Bookmarks and a list of files inside
# can hold both, and nobody here needs them.
_DOES = ("/AA", "/OpenAction", "/Launch", "/JavaScript", "/JS")
_UNSEEN = ("/Metadata", "/AF", "/PieceInfo")
_ROOT = (*_DOES, *_UNSEEN, "/AcroForm", "/Outlines", "/Collection")
_HIDDEN_NAMES = ("/JavaScript", "/EmbeddedFiles")
_ACTIONS_KEPT = ("/URI", "/GoTo")
# Every kind of action that the format knows besides those.
_ACTIONS = frozenset({
    "/GoToR", "/GoToE", "/GoToDp", "/Launch", "/Thread", "/Sound", "/Movie", "/Hide", "/Named", "/SubmitForm",
    "/ResetForm", "/ImportData", "/JavaScript", "/SetOCGState", "/Rendition", "/Trans", "/GoTo3DView",
    "/RichMediaExecute"})  # fmt: skip


def _pdf(content: bytes) -> bytes:
    try:
        document = pikepdf.open(io.BytesIO(content))
    except pikepdf.PasswordError:
        raise Refused("needs a password. Save a copy without one and send that.") from None
    with document:
        if len(document.pages) > MOST_PAGES:
            raise Refused(f"has more than {MOST_PAGES} pages. Send the pages that matter.")
        root = document.Root
        for key in _ROOT:
            if key in root:
                del root[key]
        if "/Names" in root:
            for key in _HIDDEN_NAMES:
                if key in root.Names:
                    del root.Names[key]
        for page in document.pages:
            for key in (*_DOES, *_UNSEEN):
                if key in page:
                    del page[key]
            if "/Annots" in page:
                page["/Annots"] = pikepdf.Array([one for one in page["/Annots"] if _is_harmless(one)])
        for one in _dictionaries(document):
            _disarm(one)
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


def _dictionaries(document: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    """Every dictionary there is, wherever it hangs."""
    for whole in document.objects:
        waiting = [whole]
        while waiting:
            one = waiting.pop()
            if isinstance(one, pikepdf.Stream):
                one = one.stream_dict
            if isinstance(one, pikepdf.Dictionary):
                yield one
                within = [value for _, value in one.items()]
            elif isinstance(one, pikepdf.Array):
                within = list(one)
            else:
                continue
            waiting += [value for value in within
                        if isinstance(value, (pikepdf.Dictionary, pikepdf.Array)) and not value.is_indirect]


def _disarm(one: pikepdf.Object) -> None:
    """An action of any kind but a link is emptied where it stands, whatever leads to it. Fonts and pictures may be
    called anything in a PDF, so that no name of an entry says that it is an action."""
    kind = one.get("/S")
    if isinstance(kind, pikepdf.Name) and str(kind) in _ACTIONS or isinstance(
            one.get("/JS"), (pikepdf.String, pikepdf.Stream)):
        for key in list(one.keys()):
            del one[key]


DRAWERS: dict[str, Callable[[bytes], bytes]] = {
    "application/pdf": _pdf, "image/jpeg": _picture("JPEG"), "image/png": _picture("PNG"),
}  # fmt: skip


def _limited(kind: str) -> None:
    """This process may use so much and no more; where the machine has none left, this one goes and no other."""
    most = MEGABYTES[kind] * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (64, 64))
    with contextlib.suppress(OSError):  # on a system without it
        FIRST_TO_GO.write_text("1000", encoding="ascii")


def main() -> int:
    kind = sys.argv[1]
    _limited(kind)
    try:
        made = DRAWERS[kind](sys.stdin.buffer.read())
    except Refused as problem:
        sys.stderr.write(str(problem))
        return REFUSED
    except MemoryError:
        return TOO_MUCH
    except Exception:  # whatever a library makes of what a stranger wrote
        return DAMAGED
    if len(made) > MOST_BYTES:
        return TOO_MUCH
    sys.stdout.buffer.write(made)
    return 0


if __name__ == "__main__":
    sys.exit(main())
