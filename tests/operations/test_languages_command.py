"""`alongside languages FILE`: a new language begins with every sentence, and one that exists loses none."""

import argparse

import alongside.foundation.design.languages as languages
from alongside.config.cli import languages as command
from alongside.foundation.design.languages import catalogue, marked


def test_the_command_begins_a_language_and_goes_on_with_one(tmp_path, capsys):
    def run(file):
        command.run(argparse.Namespace(file=file))
        return capsys.readouterr().out

    new = tmp_path / "languages" / "ur.po"
    assert run(new).startswith("0 of ")
    assert '"Language: ur\\n"' in new.read_text() and 'msgid "Ring 999"\nmsgstr ""' in new.read_text()
    polish = tmp_path / "pl.po"
    polish.write_text((languages.OURS / "pl.po").read_text())
    count = len(marked.marked())
    assert run(polish) == f"{count:,} of {count:,} sentences are translated.\n"
    before, after = catalogue.read(languages.OURS / "pl.po"), catalogue.read(polish)
    assert (after.entries, after.headers) == (before.entries, before.headers)
    assert polish.read_text().startswith("# Polish")
