from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alongside.foundation.documents import blocks
from alongside.foundation.documents.typeset import CannotBePrinted, pdf

HEAD = blocks.Letterhead("Westmere Council", ("Town Hall", "Westmere"), "01632 960 100", "adults@westmere.example")


def a_letter(*parts, **values):
    said = {"title": "Your plan", "blocks": parts, "letterhead": HEAD, "day": date(2026, 5, 12)}
    return blocks.Letter(**said | values)


EVERY_PART = [
    blocks.Heading("What happens now"),
    blocks.Paragraph("First line\nsecond line", strong=True),
    blocks.Bullets(["one", "two"], numbered=True),
    blocks.Quote("I want to get back to the allotment."),
    blocks.KeyFacts([("Day", "12 May 2026"), ("Where", "At home")]),
    blocks.Table("Who does what", ["What", "Who"], [["Shopping", "Jean"], ["Morning call", "A care worker"]]),
    blocks.QrCode("https://westmere.example/prescriptions/x/", "QR code that opens your page"),
    blocks.SignOff("Amara Bello", "Social worker", "North team", "01632 960 101", "amara@westmere.example"),
    blocks.Signatures(["Winnie Okafor", "Amara Bello"]),
]


def test_every_part_comes_back_from_what_is_kept():
    assert blocks.keep(blocks.read(blocks.keep(EVERY_PART))) == blocks.keep(EVERY_PART)


def test_a_part_nobody_knows_is_refused_by_name():
    with pytest.raises(ValueError, match="no part called 'picture'"):
        blocks.read([{"is": "picture", "text": "x"}])
    with pytest.raises(ValueError, match="has no size"):
        blocks.read([{"is": "paragraph", "text": "x", "size": 3}])


def test_a_letter_without_a_title_is_refused():
    with pytest.raises(ValueError, match="needs a title"):
        a_letter(title=" \x00")


def test_a_table_keeps_its_shape():
    with pytest.raises(ValueError, match="needs 2 cells"):
        blocks.Table("Who", ["What", "Who"], [["only one"]])


def test_the_pdf_is_tagged_says_its_title_and_language_and_claims_accessibility():
    paper = pdf(a_letter(*EVERY_PART))
    assert paper.startswith(b"%PDF-1.7")
    assert b"/StructTreeRoot" in paper or b"/MarkInfo" in paper
    assert b"pdfuaid" in paper
    assert b"Your plan" in paper
    assert b"en-GB" in paper or b"(en)" in paper


def test_the_same_letter_gives_the_same_bytes():
    assert pdf(a_letter(*EVERY_PART)) == pdf(a_letter(*EVERY_PART))


def test_large_print_is_another_paper():
    assert len(pdf(a_letter(*EVERY_PART, large_print=True))) != len(pdf(a_letter(*EVERY_PART)))


@pytest.mark.parametrize("name", ["Stanisław Bąk", "Nguyễn Thị Hồng", "Siân Wyn-Jones", "Ağca Öztürk", "Олена Шевченко",
                                  "بهار احمدی", "আমিনা বেগম", "ਹਰਪ੍ਰੀਤ ਸਿੰਘ", "प्रिया शर्मा", "Ελένη"])
def test_names_are_printed_in_their_own_letters(name):
    assert pdf(a_letter(blocks.Paragraph(f"Dear {name},"), title=name))


def test_what_no_font_holds_is_refused_by_name():
    with pytest.raises(CannotBePrinted) as refusal:
        pdf(a_letter(blocks.Paragraph("See you soon 🙂")))
    assert refusal.value.characters == "🙂"


LETTERS = "#$*_`@<>[]{}()\\/\"'=+-~&%;:,.0123456789abcletshow \n\r\t\x00\x0b|"
MARKUP = st.text(alphabet=st.sampled_from(list(LETTERS)), max_size=60)


@settings(max_examples=150, deadline=None)
@given(words=MARKUP, title=MARKUP, cell=MARKUP)
def test_nobodys_words_are_markup(words, title, cell):
    """Whatever is typed is printed as typed: the layout neither stops nor obeys it."""
    paper = pdf(a_letter(
        blocks.Paragraph(words), blocks.Heading(words), blocks.Bullets([words, cell]), blocks.Quote(cell),
        blocks.KeyFacts([(words, cell)]), blocks.Table(cell, [words, "b"], [[cell, words]]),
        blocks.SignOff(words, cell, words, cell, words), blocks.Signatures([cell]),
        title=f"{title}.", addressee=words, address=[cell, words], reference=cell, greeting=words,
    ))
    assert paper.startswith(b"%PDF")


def test_code_in_a_letter_is_only_words():
    said = a_letter(blocks.Paragraph('#panic("no") #read("/etc/passwd") #sys.inputs $ x $'))
    assert pdf(said).startswith(b"%PDF")


def test_a_chart_says_in_words_what_it_shows_and_has_a_value_or_none_for_each_point():
    said = "At home. Figure: 2024-25 520.5."
    chart = blocks.Chart("At home", ("2024-25", "2025-26"), [("Figure", [520.5, None])], said)
    assert blocks.read(blocks.keep([chart]))[0].alt == chart.alt
    with pytest.raises(ValueError, match="needs words"):
        blocks.Chart("At home", ("2024-25",), [("Figure", [1.0])], " ")
    with pytest.raises(ValueError, match="needs 2 values"):
        blocks.Chart("At home", ("2024-25", "2025-26"), [("Figure", [1.0])], "One")
