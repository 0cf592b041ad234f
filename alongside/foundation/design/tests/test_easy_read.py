"""Easy read: declared places that a council fills with its own pictures; a page reads well with none."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import settings
from django.template import engines

from alongside.foundation.design import easy_read
from alongside.foundation.questionnaires import Easy, Question
from alongside.foundation.questionnaires import easy_read as in_easy_read

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 16
TEMPLATES = sorted((Path(easy_read.__file__).parents[2]).rglob("jinja2/**/easy/*.jinja"))


@pytest.fixture
def pictures(tmp_path, monkeypatch):
    (tmp_path / "pictures").mkdir()
    (tmp_path / "pictures" / "telephone.png").write_bytes(PNG)
    (tmp_path / "pictures" / "nothing_of_ours.png").write_bytes(PNG)
    (tmp_path / "pictures" / "danger.svg").write_text("<svg><script>alert(1)</script></svg>")
    found = easy_read.files(tmp_path)
    monkeypatch.setattr(easy_read, "files", lambda pack: found)
    return found


def shown(key):
    page = '{% from "design/components/easy.jinja" import easy %}{% call easy(key) %}<p>Ring us.</p>{% endcall %}'
    return engines["jinja2"].env.from_string(page).render(key=key)


def test_a_council_fills_a_place_with_its_own_picture(pictures, client, db):
    page = shown("telephone")
    assert 'src="/design/picture/telephone/"' in page and 'alt="A telephone"' in page
    answer = client.get("/design/picture/telephone/")
    assert (b"".join(answer.streaming_content), answer["Content-Type"]) == (PNG, "image/png")


def test_without_one_the_words_stand_alone(pictures, client, db):
    page = shown("home")
    assert "<img" not in page and "Ring us." in page
    assert client.get("/design/picture/home/").status_code == 404


def test_a_file_that_may_hold_scripts_or_has_no_place_is_not_shown(pictures):
    assert set(pictures) == {"telephone"}


def test_the_council_pack_says_which_places_there_are():
    words = (settings.ROOT / "councils" / "example" / "pictures" / "README.md").read_text()
    assert [key for key in easy_read.PICTURES if f"`{key}`" not in words] == []


def test_easy_words_change_nothing_but_the_words():
    question = Question("who", "Who are you, and why do you write?", "choice", required=True, hint="Long",
                        options=(("me", "It is about me"), ("x", "Else")),
                        easy=Easy("Who are you?", ("One thing.", "Another."), (("me", "Me"),)))
    easy = in_easy_read(question)
    assert (easy.text, easy.hint) == ("Who are you?", "One thing.\nAnother.")
    assert easy.options == (("me", "Me"), ("x", "Else"))
    assert (easy.key, easy.kind, easy.required) == ("who", "choice", True)
    plain = Question("plain", "As it is")
    assert in_easy_read(plain) == plain


def test_easy_words_for_an_option_that_is_not_there_are_refused():
    with pytest.raises(ValueError, match="easy words"):
        Question("who", "Who?", "choice", options=(("me", "Me"),), easy=Easy(options=(("you", "You"),)))


@pytest.mark.parametrize("file", TEMPLATES, ids=lambda file: file.stem)
def test_pages_in_easy_read_have_one_short_idea_to_a_line(file):
    sentences = [said for _, _, said in engines["jinja2"].env.extract_translations(file.read_text())]
    assert len(sentences) > 10
    for said in sentences:
        assert len(said.split()) <= 14 and said.count(". ") == 0, said
