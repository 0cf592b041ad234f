"""Before anything is served, a council pack that cannot be used is refused in one sentence."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.parametrize(("name", "key", "said"), [
    ("first_conversation", "winter_calls", "first_conversation.yaml, winter_calls: `key` must begin with council_"),
    ("no_such_talk", "council_calls", "no_such_talk.yaml: there is no questionnaire no_such_talk"),
])
def test_a_bad_question_of_the_council(tmp_path: Path, name: str, key: str, said: str) -> None:
    pack = tmp_path / "pack"
    shutil.copytree(Path(__file__).parents[2] / "councils" / "example", pack)
    (pack / "questions" / f"{name}.yaml").write_text(
        f"- key: {key}\n  section: around\n  text: Would a weekly call be welcome?\n")
    done = subprocess.run(
        [sys.executable, "-m", "alongside.config.cli.prepare"], capture_output=True, text=True, check=False,
        env={**os.environ, "ALONGSIDE_COUNCIL": str(pack), "ALONGSIDE_HOME": str(tmp_path / "home")},
    )
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert said in done.stderr
