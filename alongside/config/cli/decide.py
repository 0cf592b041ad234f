"""Ask a rule, with facts from a file. No database, no record."""

import argparse
import json
import sys
from datetime import date
from pathlib import Path
from typing import Any

from alongside.config.cli import Refused
from alongside.rules import registry
from alongside.rules.decision import BadFacts
from alongside.rules.parameters import NotKnown

NAME = "decide"
HELP = "what a rule of law or policy says about some facts, with its reasons"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("rule", nargs="?", metavar="RULE", help="the rule to ask")
    parser.add_argument("facts", nargs="?", metavar="FACTS", help="a JSON file of facts, or - for standard input")
    parser.add_argument("--on", metavar="DATE", help="the day the decision is for (default: today)")
    parser.add_argument("--list", action="store_true", help="the rules there are")
    parser.add_argument("--schema", action="store_true", help="the facts that RULE takes, as JSON Schema")
    parser.add_argument("--json", action="store_true", help="answer in JSON")


def run(args: argparse.Namespace) -> int:
    if args.list:
        return _list(as_json=args.json)
    if not args.rule:
        raise Refused("Say which rule to ask, or --list to see them.")
    try:
        if args.schema:
            print(json.dumps(registry.schema(args.rule), indent=2, ensure_ascii=False))
            return 0
        if not args.facts:
            raise Refused(f"Say which file holds the facts for {args.rule}, or - for standard input.")
        on = read_day(args.on)
        answer = registry.to_json(args.rule, on, registry.decide(args.rule, read_facts(args.facts), on))
    except (BadFacts, NotKnown) as problem:
        raise Refused(str(problem)) from None
    print(json.dumps(answer, indent=2, ensure_ascii=False) if args.json else in_words(answer))
    return 0


def _list(*, as_json: bool) -> int:
    rules = registry.list_rules()
    if as_json:
        listed = [{"rule": rule.name, "title": rule.title, "about": rule.about} for rule in rules]
        print(json.dumps(listed, indent=2, ensure_ascii=False))
        return 0
    width = max(len(rule.name) for rule in rules)
    for rule in rules:
        print(f"{rule.name:<{width}}  {rule.title}")
    return 0


def read_day(text: str | None) -> date:
    if text is None:
        return date.today()
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Refused(f"--on: {text!r} is not a day such as 2026-11-22.") from None


def _not_a_number(word: str) -> None:
    raise Refused(f"The facts hold {word}, which is not a JSON number.")


def read_facts(name: str) -> dict[str, Any]:
    try:
        text = sys.stdin.read() if name == "-" else Path(name).read_text(encoding="utf-8")
        facts = json.loads(text, parse_constant=_not_a_number)
    except OSError as problem:
        raise Refused(f"{name} cannot be read: {problem.strerror}.") from None
    except UnicodeDecodeError:
        raise Refused(f"{name} is not text in UTF-8.") from None
    except json.JSONDecodeError as problem:
        raise Refused(f"{name} is not JSON: line {problem.lineno}, column {problem.colno}: {problem.msg}.") from None
    if not isinstance(facts, dict):
        raise Refused(f"{name} must hold one JSON object of facts.")
    return facts


def in_words(answer: dict[str, Any]) -> str:
    lines = [f"{answer['rule']} on {answer['on']}: {answer['outcome']}"]
    lines += [f"  {name}: {value}" for name, value in answer["figures"].items()]
    lines += [f"  {reason}" for reason in answer["because"]]
    lines += [f"  [{provision}]" for provision in answer["law"]]
    return "\n".join(lines)
