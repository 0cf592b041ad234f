"""Easy read: large words with room around them, and one sentence to a line. The words themselves are the writer's."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from .blocks import Block, Bullets, Paragraph, Quote

# A sentence ends before a capital or a figure, not after "Dr." or the middle of "at 2. pm".
ENDS = re.compile(r"(?<=[.!?])(?<!\bDr\.)(?<!\bMr\.)(?<!\bMrs\.)(?<!\bMs\.)(?<!\bSt\.)\s+(?=[“\"'A-Z0-9])")


def one_sentence_a_line(blocks: Iterable[Block]) -> list[Block]:
    return [part for block in blocks for part in _apart(block)]


def _apart(block: Block) -> list[Block]:
    match block:
        case Paragraph():
            return [replace(block, text=line) for line in _sentences(block.text)]
        case Bullets():
            return [replace(block, items=["\n".join(_sentences(item)) for item in block.items])]
        case Quote():
            return [replace(block, text="\n".join(_sentences(block.text)))]
        case _:
            return [block]


def _sentences(text: str) -> list[str]:
    return [one.strip() for line in text.splitlines() for one in ENDS.split(line) if one.strip()]
