"""A line of the log, without what is somebody's own: no secret of a link, nobody's email or number.

An address that leads nowhere is logged whole by the framework, and addresses of the public pages hold the secret of a
link; an error of the database or of a mail server quotes what it was given.
"""

from __future__ import annotations

import logging
import re

# Longer than any word of ours and with a capital or a digit in it: drawn by chance. Words with hyphens stay readable.
_SECRET = re.compile(r"(?<=[/=])(?=[\w-]*[A-Z\d])([\w-]{3})[\w-]{17,}")
_QUERY = re.compile(r"(/[^\s?'\"<>]*)\?[^\s'\"<>]+")
_EMAIL = re.compile(r"[\w.+%-]+@[\w-]+(?:\.[\w-]+)+")
_TELEPHONE = re.compile(r"(?<![\d.])(?:\+44 ?|0)\d(?:[ -]?\d){8,9}(?!\d)")
_ROW = re.compile(r"DETAIL: .*?(?=\n\n(?:The above exception|During handling)|\Z)", re.DOTALL)


def cut(said: str) -> str:
    said = _ROW.sub("DETAIL: left out", said)
    said = _SECRET.sub(r"\1…", _QUERY.sub(r"\1?…", said))
    return _TELEPHONE.sub("(a number)", _EMAIL.sub("(an address)", said))


class Line(logging.Formatter):
    """Whatever is written goes through here: the words, and the trace of an error."""

    def format(self, record: logging.LogRecord) -> str:
        return cut(super().format(record))
