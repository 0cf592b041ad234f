"""A copy of a record is kept a week: nothing that is kept for longer holds it."""

import tarfile
from pathlib import Path

import pytest

from alongside.config.cli.backup import add_files
from alongside.config.cli.export import copy_files


@pytest.fixture
def home(tmp_path: Path) -> Path:
    for name in ("documents/ab/letter.pdf", "copies/a1b2.zip", "documents/copies/kept.pdf"):
        file = tmp_path / "home" / "files" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(name)
    return tmp_path / "home"


def test_no_backup_holds_them(home: Path, tmp_path: Path) -> None:
    with tarfile.open(tmp_path / "whole.tar", "w") as archive:
        add_files(archive, home)
    with tarfile.open(tmp_path / "whole.tar") as archive:
        kept = {member.name for member in archive if member.isfile()}
    assert kept == {"files/documents/ab/letter.pdf", "files/documents/copies/kept.pdf"}


def test_no_export_of_everything_holds_them(home: Path, tmp_path: Path) -> None:
    copy_files(home / "files", tmp_path / "out")
    kept = {str(file.relative_to(tmp_path / "out")) for file in (tmp_path / "out").rglob("*") if file.is_file()}
    assert kept == {"documents/ab/letter.pdf", "documents/copies/kept.pdf"}
