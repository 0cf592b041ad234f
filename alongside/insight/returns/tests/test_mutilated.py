"""Files that something has spoilt: the checker answers or refuses in one sentence, and never changes them."""

from __future__ import annotations

import csv
import io
import json
import random

import pytest

from alongside.insight.returns.checking import CannotBeRead, check_file, write_failing

from .test_checking import REQUEST

FILES = 40


def _sound(encoding: str = "utf-8") -> bytes:
    text = io.StringIO()
    writer = csv.DictWriter(text, list(REQUEST))
    writer.writeheader()
    writer.writerows(REQUEST | {"LA Person Unique Identifier": str(number)} for number in range(4))
    return text.getvalue().encode(encoding)


def _spoilt(chance: random.Random) -> bytes:
    content = bytearray(_sound(chance.choice(["utf-8", "utf-8", "utf-8-sig", "utf-16", "cp1252"])))
    for _ in range(chance.randint(1, 4)):
        place = chance.randrange(max(len(content), 1))
        match chance.randrange(8):
            case 0:
                content[place:place] = b'"'
            case 1:
                del content[place : place + chance.randint(1, 60)]
            case 2:
                content[place:place] = bytes(chance.randrange(256) for _ in range(5))
            case 3:
                content[place:place] = chance.choice([b"\r", b"\n", b"\x00", b",,", b"\r\n\r\n"])
            case 4:
                content = content[:place]
            case 5:
                content[place:place] = b"=cmd|' /C calc'!A0"
            case 6:
                content = content.replace(b",", chance.choice([b";", b"\t", b"|"]))
            case _:
                content = content.replace(b"12/05/2026", chance.choice([b"32/13/2026", b"\xff\xfe", b"05-12-26", b""]))
    return bytes(content)


@pytest.mark.parametrize("seed", range(FILES))
def test_a_spoilt_file_is_judged_or_refused_by_name_and_left_as_it_was(tmp_path, seed):
    file = tmp_path / "spoilt.csv"
    content = _spoilt(random.Random(seed))
    file.write_bytes(content)
    try:
        checked = check_file(file, la_codes=("999",))
    except CannotBeRead as problem:
        assert "spoilt.csv" in str(problem)
        assert "\n" not in str(problem)
    else:
        data = checked.as_data()
        json.dumps(data)
        assert all(
            one["passed"] + one["failed"] + one["not_checked"] == data["rows"] for one in data["fields"]
        )
        out = io.StringIO()
        write_failing(checked, out)
        cells = [cell for row in csv.reader(io.StringIO(out.getvalue())) for cell in row]
        assert not any(cell[:1] in ("=", "+", "@") for cell in cells)
    assert file.read_bytes() == content
