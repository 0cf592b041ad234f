"""Secrets that Alongside makes for itself and keeps in the data folder, readable by nobody else."""

import os
import secrets
import tempfile
from pathlib import Path


def private_folder(folder: Path) -> Path:
    """Make the folder (parents keep whatever mode they have) and see that only its owner may look inside."""
    if not folder.is_dir():
        folder.parent.mkdir(parents=True, exist_ok=True)
        folder.mkdir(mode=0o700, exist_ok=True)
    if folder.stat().st_mode & 0o077:
        folder.chmod(0o700)
    return folder


def kept_secret(home: Path, name: str) -> str:
    """The secret of that name: made once, then the same for ever. Two processes asking at once get the same one."""
    folder = private_folder(private_folder(home) / "secrets")
    kept = folder / name
    if not kept.exists():
        descriptor, draft = tempfile.mkstemp(dir=folder, prefix=f".{name}.")  # mkstemp opens at 0600
        try:
            with os.fdopen(descriptor, "w") as file:
                file.write(secrets.token_urlsafe(48))
                file.flush()
                os.fsync(file.fileno())
            # A link, unlike a rename, never replaces what another process has just made.
            os.link(draft, kept)
        except FileExistsError:
            pass
        finally:
            Path(draft).unlink()
    return kept.read_text().strip()
