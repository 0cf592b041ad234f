"""The `alongside` command: what it answers, and how it refuses."""

import io
import json
import tarfile
from pathlib import Path

import pytest

from alongside.config import cli


def refuse(words: list[str], capsys: pytest.CaptureFixture[str]) -> str:
    """Run a command that must be refused; the one sentence it says."""
    try:
        status = cli.main(words)
    except SystemExit as ended:  # argparse
        status = int(ended.code or 0)
    said = capsys.readouterr()
    assert status == 2
    assert said.out == ""
    assert said.err.count("\n") == 1
    return said.err


def test_every_file_with_a_name_is_a_command() -> None:
    assert {"serve", "migrate", "decide", "backup", "restore", "export"} <= set(cli.commands())


@pytest.mark.parametrize("name", sorted(cli.commands()))
def test_every_command_explains_itself(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.main([name, "--help"])
    assert ended.value.code == 0
    assert cli.commands()[name].HELP in " ".join(capsys.readouterr().out.split())


def test_an_unknown_command_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert "nonsense" in refuse(["nonsense"], capsys)


def test_a_port_that_is_none_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert "70000" in refuse(["serve", "--port", "70000"], capsys)


class TestDecide:
    def test_it_answers_in_json(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        facts = tmp_path / "facts.json"
        facts.write_text("{}")
        assert cli.main(["decide", "review.due", str(facts), "--on", "2026-11-22", "--json"]) == 0
        answer = json.loads(capsys.readouterr().out)
        assert list(answer) == ["rule", "on", "outcome", "figures", "because", "law"]
        assert (answer["rule"], answer["on"], answer["outcome"]) == ("review.due", "2026-11-22", "cannot_decide_yet")

    def test_facts_may_come_from_standard_input(
        self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        monkeypatch.setattr("sys.stdin", io.StringIO("{}"))
        assert cli.main(["decide", "review.due", "-"]) == 0
        assert "cannot_decide_yet" in capsys.readouterr().out

    def test_the_rules_are_listed_and_give_their_schema(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert cli.main(["decide", "--list", "--json"]) == 0
        listed = json.loads(capsys.readouterr().out)
        for rule in listed:
            assert cli.main(["decide", rule["rule"], "--schema"]) == 0
            assert json.loads(capsys.readouterr().out)["type"] == "object"

    @pytest.mark.parametrize(
        ("content", "place"),
        [
            ("{", "line 1"),
            ("[]", "one JSON object"),
            ('{"nonsense": 1}', "nonsense"),
            ('{"plan_started_on": NaN}', "NaN"),
        ],
    )
    def test_bad_facts_are_refused_by_name(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str], content: str, place: str
    ) -> None:
        facts = tmp_path / "facts.json"
        facts.write_text(content)
        assert place in refuse(["decide", "review.due", str(facts), "--json"], capsys)

    def test_an_unknown_rule_a_missing_file_and_a_bad_day_are_refused(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        facts = tmp_path / "facts.json"
        facts.write_text("{}")
        assert "no.such.rule" in refuse(["decide", "no.such.rule", str(facts)], capsys)
        assert "missing.json" in refuse(["decide", "review.due", str(tmp_path / "missing.json")], capsys)
        assert "22/11/2026" in refuse(["decide", "review.due", str(facts), "--on", "22/11/2026"], capsys)
        assert "which rule" in refuse(["decide"], capsys)


class TestCopies:
    def test_a_backup_never_overwrites(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        there = tmp_path / "backup"
        there.write_text("precious")
        assert "exists already" in refuse(["backup", str(there)], capsys)
        assert there.read_text() == "precious"

    def test_an_export_never_overwrites(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        (tmp_path / "precious").write_text("precious")
        assert "not an empty folder" in refuse(["export", "--all", str(tmp_path)], capsys)

    def test_what_is_not_a_backup_is_refused(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        text = tmp_path / "text"
        text.write_text("not a backup" * 100)
        assert "is not a backup" in refuse(["restore", str(text)], capsys)
        assert "cannot be read" in refuse(["restore", str(tmp_path / "missing")], capsys)
        half = tmp_path / "half.tar"
        with tarfile.open(half, "w") as archive:
            archive.addfile(tarfile.TarInfo("proof.json"))
        assert "is not a backup" in refuse(["restore", str(half)], capsys)
