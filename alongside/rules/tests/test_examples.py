"""The tables that a policy officer reads are run as they stand."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from alongside.rules import registry
from alongside.rules.decision import BadFacts
from alongside.rules.parameters import NotKnown

FOLDER = Path(__file__).parents[1] / "examples"


class PlainYaml(yaml.SafeLoader):
    """YAML in which `on` is a word: only true and false are yes and no."""

    yaml_implicit_resolvers = {
        letter: [(tag, pattern) for tag, pattern in resolvers if letter in "tTfF" or not tag.endswith(":bool")]
        for letter, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


def _as_json(value: Any) -> Any:
    """YAML reads 2026-11-22 as a day; facts and figures in JSON hold it as text."""
    if isinstance(value, dict):
        return {key: _as_json(item) for key, item in value.items()}
    return value.isoformat() if isinstance(value, date) else value


TABLES = {file.stem: yaml.load(file.read_text(encoding="utf-8"), PlainYaml) for file in sorted(FOLDER.glob("*.yaml"))}
EXAMPLES = [
    pytest.param(table["rule"], example, id=f"{table['rule']}: {example['name']}")
    for table in TABLES.values()
    for example in table["examples"]
]


def test_every_rule_has_examples() -> None:
    assert {table["rule"] for table in TABLES.values()} == set(registry.RULES)


@pytest.mark.parametrize(("rule", "example"), EXAMPLES)
def test_example(rule: str, example: dict[str, Any]) -> None:
    facts = _as_json(example["facts"])
    if "refused" in example:
        with pytest.raises((BadFacts, NotKnown)) as refusal:
            registry.decide(rule, facts, example["on"])
        assert example["refused"] in str(refusal.value)
        return
    answer = registry.to_json(rule, example["on"], registry.decide(rule, facts, example["on"]))
    expected = _as_json(example["expected"])
    assert answer["outcome"] == expected["outcome"]
    assert answer["figures"] == expected.get("figures", {})
    assert expected.get("because_includes", "") in " ".join(answer["because"])
    assert expected.get("law_includes", "") in " ".join(answer["law"])
