"""The default carrier: a file in `outbox/<channel>` of the data folder, for a printer or a gateway to collect."""

from __future__ import annotations

import json
from pathlib import Path

from django.conf import settings

from .message import Message


def folder(channel: str) -> Path:
    return Path(settings.HOME) / "outbox" / channel


def drop(message: Message) -> Path:
    """Write the message; a second try writes the same file. The description comes last, so what is named is there."""
    place = folder(message.channel)
    place.mkdir(parents=True, exist_ok=True)
    name = f"{message.made_at:%Y%m%d}-{message.name}"
    described = {
        "id": message.id, "channel": message.channel, "to": message.to_name, "address": message.address,
        "title": message.title, "words": message.words, "made_at": message.made_at.isoformat(),
    }
    if message.attachment is not None:
        described["attachment"] = f"{name}.pdf"
        _write(place / f"{name}.pdf", message.attachment)
    _write(place / f"{name}.json", (json.dumps(described, ensure_ascii=False, indent=1) + "\n").encode())
    return place / f"{name}.json"


def _write(path: Path, content: bytes) -> None:
    """Whole or not at all, and for the service's own account alone."""
    fresh = path.with_name(path.name + ".new")
    fresh.write_bytes(content)
    fresh.chmod(0o600)
    fresh.replace(path)
