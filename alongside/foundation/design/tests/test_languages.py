"""Catalogues: read, compiled without other programs, and complete."""

from __future__ import annotations

import gettext
import re
from io import BytesIO
from pathlib import Path

import pytest
from django.conf import settings

from alongside.foundation.design import languages
from alongside.foundation.design.languages import catalogue, marked

HEAD = '''msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Language: xx\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"
"X-Language-Name: Ixish\\n"
'''
PLACEHOLDER = re.compile(r"%\(\w+\)s|%%")
TAG = re.compile(r"</?\w+")
# The name of an English body, in the midst of another language.
ENGLISH = re.compile(r'<span lang="en-GB">([^<]*)</span>')
OURS = sorted(languages.OURS.glob("*.po"))


def write(folder: Path, words: str, name: str = "xx.po") -> Path:
    folder.mkdir(exist_ok=True, parents=True)
    file = folder / name
    file.write_text(HEAD + words, encoding="utf-8")
    return file


def spoken(*files: Path) -> gettext.GNUTranslations:
    return gettext.GNUTranslations(BytesIO(catalogue.compiled([catalogue.read(file) for file in files])))


def test_what_is_written_is_what_gettext_says(tmp_path):
    file = write(tmp_path, '''
#: somewhere
msgid "Ring us"
msgstr "Bzzt"

msgctxt "a verb"
msgid "Ring us"
msgstr "Brrr"

msgid ""
"A long "
"sentence with a \\"quote\\""
msgstr ""
"Long, "
"„zażółć gęślą jaźń”"

msgid "%(count)s day"
msgid_plural "%(count)s days"
msgstr[0] "%(count)s sun"
msgstr[1] "%(count)s suns"
''')
    said = spoken(file)
    assert said.gettext("Ring us") == "Bzzt" and said.pgettext("a verb", "Ring us") == "Brrr"
    assert said.gettext('A long sentence with a "quote"') == "Long, „zażółć gęślą jaźń”"
    assert [said.ngettext("%(count)s day", "%(count)s days", count) for count in (1, 3)] == [
        "%(count)s sun", "%(count)s suns"]


def test_what_is_unsure_or_not_yet_said_stays_english(tmp_path):
    said = spoken(write(tmp_path, '\n#, fuzzy\nmsgid "One"\nmsgstr "Uno?"\n\nmsgid "Two"\nmsgstr ""\n'))
    assert (said.gettext("One"), said.gettext("Two")) == ("One", "Two")


def test_a_council_puts_a_sentence_its_own_way_and_brings_a_language_of_its_own(tmp_path):
    ours, pack = tmp_path / "ours", tmp_path / "pack"
    write(ours, '\nmsgid "One"\nmsgstr "Eins"\n\nmsgid "Two"\nmsgstr "Zwei"\n')
    write(pack / "languages", '\nmsgid "Two"\nmsgstr "Zwo"\n')
    write(pack / "languages", "", name="yy.po")
    assert spoken(*languages.sources(pack, ours)["xx"]).gettext("Two") == "Zwo"
    assert [one.code for one in languages.offered(pack, ours)] == ["en-gb", "xx", "yy"]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [('\nmsgid "One\nmsgstr "Uno"\n', "line 8"), ("\nhello\n", "neither a comment"),
     ('\nmsgid "One"\nmsgstr "Uno"\n\nmsgid "One"\nmsgstr "Una"\n', "there twice")],
)
def test_a_broken_file_is_refused_with_its_place(tmp_path, words, sentence):
    with pytest.raises(catalogue.BadCatalogue, match=sentence):
        catalogue.read(write(tmp_path, words))


def test_a_language_without_a_name_is_refused(tmp_path):
    (tmp_path / "zz.po").write_text('msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n')
    with pytest.raises(catalogue.BadCatalogue, match="X-Language-Name"):
        languages.offered(tmp_path / "none", tmp_path)


def test_writing_twice_changes_nothing(tmp_path):
    to = tmp_path / "xx" / "LC_MESSAGES" / "django.mo"
    read = catalogue.read(write(tmp_path, '\nmsgid "One"\nmsgstr "Uno"\n'))
    catalogue.write([read], to)
    first = to.stat().st_mtime_ns
    catalogue.write([read], to)
    assert to.stat().st_mtime_ns == first and len(list(to.parent.iterdir())) == 1


# --- the languages we bring


@pytest.mark.parametrize("file", OURS, ids=lambda file: file.stem)
def test_every_marked_sentence_is_said(file):
    said = catalogue.read(file)
    missing = [one.said for key, one in marked.marked().items()
               if key not in said.entries or not said.entries[key].complete]
    assert missing == []
    counted = [one for one in said.entries.values() if one.plural]
    assert counted and all(len(one.translations) == said.plural_forms for one in counted)


@pytest.mark.parametrize("file", OURS, ids=lambda file: file.stem)
def test_nothing_is_said_that_no_page_asks_for(file):
    assert set(catalogue.read(file).entries) - set(marked.marked()) == {""}


@pytest.mark.parametrize("file", OURS, ids=lambda file: file.stem)
def test_what_is_put_into_a_sentence_has_its_place_in_each_translation(file):
    for entry in catalogue.read(file).entries.values():
        if entry.said:
            for words in entry.translations.values():
                bare = ENGLISH.sub(r"\1", words)
                for part in (PLACEHOLDER, TAG):
                    assert sorted(part.findall(bare)) == sorted(part.findall(entry.said)), entry.said


def test_the_pilot_says_that_no_speaker_has_read_it():
    polish = next(one for one in settings.LANGUAGES_OFFERED if one.code == "pl")
    assert (polish.name, polish.html, polish.checked) == ("Polski", "pl", False)
    assert "NOT YET READ BY A NATIVE SPEAKER" in (languages.OURS / "pl.po").read_text(encoding="utf-8")


def test_a_new_language_begins_with_every_sentence_and_loses_none_that_was_said():
    polish = catalogue.read(languages.OURS / "pl.po")
    again = marked.as_file(marked.marked().values(), polish, HEAD)
    assert again.count("\nmsgid ") == len(marked.marked())
    assert "Zadzwoń pod 999" in again and '\nmsgstr ""\n\n' not in again
