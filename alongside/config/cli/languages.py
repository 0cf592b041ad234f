"""Begin or go on with a language: every marked sentence in a file, what is translated already kept."""

import argparse
from pathlib import Path

from alongside.config.cli import Refused

NAME = "languages"
HELP = "write every sentence of the public pages into a .po file, keeping what is translated"
FIRST = '''msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Language: {code}\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"
"X-Language-Name: \\n"
"X-Direction: ltr\\n"
"X-Read-By-A-Speaker: no\\n"
'''


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", type=Path, help="such as languages/ur.po of the council pack")


def run(args: argparse.Namespace) -> int:
    import django

    django.setup()
    from alongside.foundation.design.languages import catalogue, marked

    if args.file.suffix != ".po":
        raise Refused(f"{args.file.name}: a language is a file called by its code, such as ur.po.")
    there = args.file.read_text(encoding="utf-8") if args.file.exists() else ""
    try:
        kept = catalogue.read(args.file) if there else catalogue.Catalogue({})
    except catalogue.BadCatalogue as problem:
        raise Refused(str(problem)) from problem
    # Whatever stands before its second entry is the translator's: who they are, what their language is called.
    first = marked.head_of(there) if there else FIRST.format(code=args.file.stem)
    sentences = marked.marked()
    args.file.parent.mkdir(parents=True, exist_ok=True)
    args.file.write_text(marked.as_file(sentences.values(), kept, first), encoding="utf-8")
    said = sum(1 for key in sentences if key in kept.entries and kept.entries[key].complete)
    print(f"{said:,} of {len(sentences):,} sentences are translated.")
    return 0
