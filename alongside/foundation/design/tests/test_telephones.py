"""One reading of a telephone number, for everybody who reads one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.foundation.design import telephones, words
from alongside.foundation.notifications.channels import SENDERS, Message
from alongside.foundation.notifications.channels.message import CannotDeliver


@pytest.mark.parametrize("written", [
    "07700 900123", "07700900123", "(07700) 900-123", "+44 7700 900123", "+44 (0)7700 900123", "+44 ( 0 ) 7700 900123",
    "0044 7700 900123", "44 7700 900123", "+44 07700 900123", "Ring me on 07700 900 123",
])
def test_a_mobile_is_one_number_however_it_is_written(written):
    assert telephones.plain(written) == "07700900123"
    assert telephones.is_mobile(written) and telephones.is_whole(written)
    assert words.telephone(written) == "07700 900 123"


@pytest.mark.parametrize(("written", "whole"), [
    ("01632 960123", True), ("020 7946 0123", True), ("+33 1 99 00 12 34", True), ("960123", False), ("ring me", False),
    ("", False), ("07700 9001", False), ("44", False),
])
def test_what_is_no_mobile(written, whole):
    assert not telephones.is_mobile(written)
    assert telephones.is_whole(written) is whole


@given(st.text(alphabet="0+4(7) ", max_size=20))
def test_reading_it_again_changes_nothing(written):
    assert telephones.plain(telephones.plain(written)) == telephones.plain(written)


def test_no_text_message_goes_to_a_number_that_cannot_get_one(monkeypatch):
    sent = []
    monkeypatch.setattr("alongside.foundation.notifications.channels.text.drop", sent.append)
    to = {"kind": "notification", "id": 1, "channel": "text", "to_name": "", "made_at": None, "title": "", "words": ""}
    SENDERS["text"](Message(**to, address="(07700) 900123"))
    with pytest.raises(CannotDeliver):
        SENDERS["text"](Message(**to, address="07700 9001"))
    assert len(sent) == 1
