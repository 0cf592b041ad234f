"""Check that the audit is whole: nothing changed, added or taken away since it was sealed."""

import argparse
import json

from alongside.config.cli.running import records

NAME = "audit"
HELP = "check the sealed audit of every change and every look"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("verb", choices=["verify"], help="recompute every seal and compare")
    parser.add_argument("--json", action="store_true", help="answer in JSON")


def run(args: argparse.Namespace) -> int:
    with records():
        from alongside.foundation.audit import seals

        found = seals.verify()
    if args.json:
        print(json.dumps(found, ensure_ascii=False))
    else:
        print(in_words(found))
    return 1 if found["broken"] else 0


def in_words(found: dict) -> str:
    sealed = f"Sealed to {found['sealed_to']}" if found["sealed_to"] else "Nothing is sealed yet"
    lines = [f"{sealed}; {found['unsealed']} rows wait for the next seal."]
    if found["broken"]:
        return "\n".join([*lines, "The audit is NOT whole:", *(f"  {sentence}" for sentence in found["broken"])])
    return "\n".join([*lines, "The audit is whole: every sealed row is as it was."])
