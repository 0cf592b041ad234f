from pathlib import Path

import pytest
from django.conf import settings

from alongside.foundation.documents import templates
from alongside.foundation.documents.blocks import Bullets, Paragraph

ANSWERS = {"name": "Winifred", "worker": "Amara", "team": "North team", "telephone": "01632 960 101",
           "council": "Westmere"}


def pack(tmp_path: Path, words: str) -> Path:
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "one.yaml").write_text(words)
    return tmp_path


def test_every_template_of_the_example_council_fills_without_a_gap():
    for template in templates.load(Path(settings.ROOT) / "councils" / "example").values():
        title, greeting, blocks = template.fill({**ANSWERS, **{ask.key: "said here" for ask in template.asks}})
        assert "{" not in f"{title} {greeting} {blocks}"
        assert blocks


def test_paragraphs_and_lists_come_from_what_was_written(tmp_path):
    template = templates.load(pack(tmp_path, """
title: Agreed
version: 1
ask: [{key: words, label: Words, kind: words}, {key: list, label: List, kind: lines}]
body: [{paragraph: "{words}"}, {bullets: "{list}"}]
"""))["one"]
    _, _, blocks = template.fill({"words": "First.\n\nSecond, {name}.", "list": "one\n\n two "})
    assert blocks == [Paragraph("First."), Paragraph("Second, {name}."), Bullets(["one", "two"])]


@pytest.mark.parametrize(("words", "wrong"), [
    ("title: x\nversion: 1\nbody: [{paragraph: 'Dear {nobody}'}]", "nothing fills the gap {nobody}"),
    ("title: x\nversion: 1\nbody: [{picture: x}]", "picture is not a part of a letter"),
    ("title: x\nbody: []", "cannot be read: 'version'"),
    ("title: x\nversion: 1\nask: [{key: a, label: A, kind: colour}]\nbody: []", "no kind called colour"),
])
def test_a_template_that_cannot_be_used_is_refused_by_name(tmp_path, words, wrong):
    with pytest.raises(templates.BadTemplate, match=wrong):
        templates.load(pack(tmp_path, words))
