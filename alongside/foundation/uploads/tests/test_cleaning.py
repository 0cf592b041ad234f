"""What is kept of a file is what can be seen of it."""

from __future__ import annotations

import io
import resource
import struct
import zlib

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from alongside.foundation.uploads import cleaning
from alongside.foundation.uploads.cleaning import MOST_BYTES, NotTaken, cleaned


def picture(kind="JPEG", size=(40, 20), **saved):
    out = io.BytesIO()
    Image.new("RGB", size, (200, 30, 30)).save(out, kind, **saved)
    return out.getvalue()


def pdf(change=lambda document: None, **saved):
    document, out = pikepdf.new(), io.BytesIO()
    document.add_blank_page(page_size=(200, 200))
    change(document)
    document.save(out, **saved)
    return out.getvalue()


def take(content, name="letter"):
    return cleaned(io.BytesIO(content), name)


def test_a_photograph_loses_where_it_was_taken_and_stands_upright():
    exif = Image.Exif()
    exif[0x0112] = 6  # on its side
    exif[0x010F] = "A camera"
    exif.get_ifd(0x8825)[2] = (52.0, 30.0, 0.0)
    made = take(picture(exif=exif), "IMG_1.JPEG")
    with Image.open(io.BytesIO(made.content)) as seen:
        assert not dict(seen.getexif()) and seen.size == (20, 40)
    assert (made.kind, made.name) == ("image/jpeg", "IMG_1.jpg")


def test_words_inside_a_picture_are_gone():
    from PIL.PngImagePlugin import PngInfo

    said = PngInfo()
    said.add_text("Author", "Winnie Okafor")
    assert b"Winnie" not in take(picture("PNG", pnginfo=said)).content


def test_a_pdf_does_nothing_by_itself_and_carries_nothing_hidden():
    def booby_trapped(document):
        script = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
        document.Root.OpenAction = script
        document.Root.AA = pikepdf.Dictionary(WC=script)
        document.attachments["payload.exe"] = b"MZ payload"
        document.docinfo["/Author"] = "Winnie Okafor"
        link = {"Type": pikepdf.Name.Annot, "Subtype": pikepdf.Name.Link, "Rect": [0, 0, 9, 9]}
        document.pages[0].Annots = document.make_indirect(pikepdf.Array([
            pikepdf.Dictionary(**link, A=pikepdf.Dictionary(S=pikepdf.Name.Launch, F="cmd.exe")),
            pikepdf.Dictionary(**link, A=pikepdf.Dictionary(S=pikepdf.Name.URI, URI="https://example.org/")),
        ]))  # fmt: skip

    made = take(pdf(booby_trapped), "GP letter.pdf")
    with pikepdf.open(io.BytesIO(made.content)) as seen:
        assert not seen.attachments and "/OpenAction" not in seen.Root and "/AA" not in seen.Root
        assert [one.A.S for one in seen.pages[0].Annots] == ["/URI"] and "/Author" not in seen.docinfo
    for word in (b"app.alert", b"MZ payload", b"Winnie", b"cmd.exe"):
        assert word not in made.content


def test_no_action_is_left_wherever_it_hangs():
    script = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")

    def booby_trapped(document):
        mark = document.make_indirect(pikepdf.Dictionary(Title="Click", A=script))
        document.Root.Outlines = document.make_indirect(pikepdf.Dictionary(First=mark, Last=mark, Count=1))
        document.Root.Collection = pikepdf.Dictionary(View=pikepdf.Name.T, D="payload.exe")
        document.Root.PieceInfo = pikepdf.Dictionary(Word=pikepdf.Dictionary(Private="Winnie Okafor"))
        launch = pikepdf.Dictionary(S=pikepdf.Name.Launch, F="cmd.exe")
        go_to = pikepdf.Dictionary(S=pikepdf.Name.GoTo, D=[0], Next=pikepdf.Array([launch]))
        document.Root.Names = pikepdf.Dictionary(Pages=pikepdf.Dictionary(Names=["a", go_to]))
        # A font may be called as an action is: it stays.
        document.pages[0].Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(
            AA=pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)))
        document.pages[0].Contents = document.make_stream(b"BT /AA 12 Tf (Dear colleague) Tj ET")

    made = take(pdf(booby_trapped), "GP letter.pdf")
    with pikepdf.open(io.BytesIO(made.content)) as seen:
        assert not {"/Outlines", "/Collection", "/PieceInfo"} & set(seen.Root.keys())
        assert seen.pages[0].Resources.Font.AA.BaseFont == "/Helvetica"
        assert seen.Root.Names.Pages.Names[1].S == "/GoTo"
        whole = b"".join(repr(one).encode() for one in seen.objects)
    for word in (b"app.alert", b"cmd.exe", b"payload.exe", b"Winnie"):
        assert word not in whole


def bomb(megabytes):
    """A PDF of a few hundred bytes whose list of objects unfolds, packed twice, to so much."""
    first, second = b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [5 0 R] /Count 1 >>"
    places = b"1 0 2 %d " % (len(first) + 1)
    pack = zlib.compressobj(9)
    packed = pack.compress(places + first + b" " + second)
    for _ in range(megabytes):
        packed += pack.compress(b" " * 2**20)
    packed = zlib.compress(packed + pack.flush(), 9)
    said = b"/Type /ObjStm /N 2 /First %d /Filter [/FlateDecode /FlateDecode]" % len(places)
    made = b"%%PDF-1.5\n3 0 obj\n<< %s /Length %d >>\nstream\n%s\nendstream\nendobj\n" % (said, len(packed), packed)
    page = len(made)
    made += b"5 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 10 10] >>\nendobj\n"
    rows = b"".join(struct.pack(">BIH", *row) for row in [
        (0, 0, 65535), (2, 3, 0), (2, 3, 1), (1, 9, 0), (1, len(made), 0), (1, page, 0)])
    table = b"/Type /XRef /Size 6 /W [1 4 2] /Root 1 0 R /Length %d" % len(rows)
    return made + b"4 0 obj\n<< %s >>\nstream\n%s\nendstream\nendobj\nstartxref\n%d\n%%%%EOF" % (
        table, rows, len(made))


def test_a_pdf_that_would_unfold_to_all_the_memory_there_is_ends_itself_and_nothing_else():
    take(bomb(0))
    file, before = bomb(450), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert len(file) < 3000
    with pytest.raises(NotTaken):
        take(file)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 100 * 1024  # kilobytes


def test_a_file_that_takes_too_long_is_a_sentence(monkeypatch):
    monkeypatch.setattr(cleaning, "LONGEST_SECONDS", 0.01)
    with pytest.raises(NotTaken, match="holds more than can be read"):
        take(pdf())


def test_what_needs_a_password_is_refused_with_what_to_do():
    locked = pdf(encryption=pikepdf.Encryption(owner="o", user="u"))
    with pytest.raises(NotTaken, match="needs a password"):
        take(locked)


def test_the_name_does_not_say_what_it_is():
    with pytest.raises(NotTaken, match="save it as a PDF"):
        take(b"MZ\x90\x00" + b"\0" * 200, "letter.pdf")
    assert take(picture("PNG"), "letter.pdf").name == "letter.png"


@pytest.mark.parametrize("content,why", [(b"", "is empty"), (b"a" * (MOST_BYTES + 1), "larger than 10 MB"),
                                         (b"%PDF-1.7 and then nothing", "damaged"),
                                         (picture()[:120], "damaged")])  # fmt: skip
def test_empty_large_and_broken_files_are_refused(content, why):
    with pytest.raises(NotTaken, match=why):
        take(content)


def test_a_picture_that_would_unfold_to_a_wall_is_refused():
    out = io.BytesIO()
    Image.new("1", (9000, 9000)).save(out, "PNG")
    with pytest.raises(NotTaken, match="too large a picture"):
        take(out.getvalue())


@pytest.mark.parametrize("name,kept", [("../../etc/passwd", "passwd.txt"), ("C:\\letters\\a.txt", "a.txt"),
                                       ("\u202egpj.txt\u202c", "gpj.txt"), ("a\nb.txt", "ab.txt"),
                                       ("...", "The file.txt")])  # fmt: skip
def test_a_name_is_only_a_name(name, kept):
    assert take(b"Hello", name).name == kept


@settings(max_examples=25, deadline=None)
@given(st.binary(max_size=300), st.sampled_from([b"%PDF-1.4\n", b"\xff\xd8\xff\xe0", b"\x89PNG\r\n\x1a\n", b""]))
def test_no_bytes_break_it(rest, start):
    try:
        made = take(start + rest)
    except NotTaken:
        return
    assert made.content and made.kind
