"""The measure of wellbeing is data, with its source and licence; a council may declare another."""

from __future__ import annotations

import pytest
import yaml

from alongside.front_door.social_prescribing import measure
from alongside.rules.council import BadCouncil

OTHER = {
    "key": "how_connected", "name": "How connected I feel", "source": "Westmere Council", "low": 1, "high": 5,
    "licence": "Open Government Licence v3.0", "introduction": "From 1 to 5.",
    "questions": [{"key": "company", "text": "How often do you have company?", "short": "Company", "better": "high"}],
}


def test_four_questions_under_the_open_government_licence():
    ours = measure.current()
    assert [one.key for one in ours.questions] == ["satisfied", "worthwhile", "happy", "anxious"]
    assert ours.licence == "Open Government Licence v3.0" and "Office for National Statistics" in ours.source
    assert [one.better for one in ours.questions] == ["high", "high", "high", "low"]


def test_a_council_declares_another_in_its_pack(tmp_path, settings):
    (tmp_path / "wellbeing.yaml").write_text(yaml.safe_dump(OTHER))
    settings.COUNCIL_PACK = tmp_path
    assert measure.current().questions[0].text == "How often do you have company?"


@pytest.mark.parametrize(("change", "words"), [
    ({"licence": ""}, "licence"), ({"low": 9}, "lower one first"), ({"questions": []}, "questions"),
    ({"questions": [{**OTHER["questions"][0], "better": "up"}]}, "high or low"), ({"colour": "blue"}, "colour"),
])
def test_a_fault_is_named(tmp_path, change, words):
    file = tmp_path / "wellbeing.yaml"
    file.write_text(yaml.safe_dump({**OTHER, **change}))
    with pytest.raises(BadCouncil, match=words):
        measure.read(file)
