"""The `alongside` command. A command is one file beside this one: NAME, HELP, add_arguments(parser), run(args)."""

import argparse
import importlib
import pkgutil
import sys
from collections.abc import Callable
from types import ModuleType
from typing import NoReturn

from alongside.foundation.database import DatabaseProblem


class Refused(Exception):
    """What was asked cannot be done; nothing was changed. The message is one sentence that names the place."""


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        """One sentence, without the page of usage that argparse puts before it."""
        sentence = message[:1].upper() + message[1:]
        self.exit(2, f"{sentence} (see {self.prog} --help).\n")


def commands() -> dict[str, ModuleType]:
    """Every command by its name: the modules of this package that have one."""
    found = (importlib.import_module(f"{__name__}.{module.name}") for module in pkgutil.iter_modules(__path__))
    return {module.NAME: module for module in found if hasattr(module, "NAME")}


def parser() -> argparse.ArgumentParser:
    whole = _Parser(prog="alongside", description="The record and operating system of adult social care.")
    each = whole.add_subparsers(dest="command", metavar="COMMAND", required=True, parser_class=_Parser)
    for name, module in sorted(commands().items()):
        part = each.add_parser(name, help=module.HELP, description=module.HELP)
        part.set_defaults(run=module.run)
        module.add_arguments(part)
    return whole


def main(words: list[str] | None = None) -> int:
    args = parser().parse_args(words)
    return answered(lambda: args.run(args))


def answered(run: Callable[[], int | None]) -> int:
    """The exit status: 0 done, 1 done with problems or something is in the way, 2 refused."""
    from django.core.exceptions import ImproperlyConfigured

    try:
        return int(run() or 0)
    except (Refused, ImproperlyConfigured) as problem:
        print(problem, file=sys.stderr)
        return 2
    except DatabaseProblem as problem:
        print(f"The database is not available: {problem}", file=sys.stderr)
        return 1
    except BrokenPipeError:  # `alongside … | head`
        sys.stderr.close()
        return 0
    except KeyboardInterrupt:
        return 130
