"""How Django reaches the database: worked out from the environment, without starting or touching anything."""

import os
from pathlib import Path
from typing import Any

from psycopg.conninfo import conninfo_to_dict

from alongside.foundation.database import cluster
from alongside.foundation.database.secrets import kept_secret

WEB_URL = "ALONGSIDE_DATABASE_URL"
OWNER_URL = "ALONGSIDE_OWNER_DATABASE_URL"
AS_OWNER = "ALONGSIDE_AS_OWNER"


def is_embedded() -> bool:
    return not os.environ.get(WEB_URL)


def owner_is_known() -> bool:
    """May this installation migrate, load the demo council and restore?"""
    return is_embedded() or bool(os.environ.get(OWNER_URL))


def web_role() -> str:
    """The name of the role that serves pages and works through jobs."""
    return cluster.WEB if is_embedded() else _from_url(os.environ[WEB_URL])["USER"]


def django_settings(home: Path) -> dict[str, Any]:
    """The DATABASES entry: the web role, or the owner where a command has asked for it by ALONGSIDE_AS_OWNER=1."""
    as_owner = os.environ.get(AS_OWNER) == "1"
    if is_embedded():
        role = cluster.OWNER if as_owner else cluster.WEB
        settings: dict[str, Any] = {
            "NAME": cluster.DATABASE,
            "USER": role,
            "PASSWORD": kept_secret(home, f"{role}.password"),
            "HOST": str(cluster.socket_folder(home)),
            "PORT": str(cluster.PORT),
            # A prepared question is planned once for all values, and not anew each time to see whether that is better.
            # On a server of the council its owner says so: ALTER ROLE … SET plan_cache_mode = force_generic_plan.
            "OPTIONS": {"options": "-c plan_cache_mode=force_generic_plan"},
        }
    else:
        settings = _from_url(os.environ.get(OWNER_URL if as_owner else WEB_URL) or os.environ[WEB_URL])
    # Prepared questions (prepared.py) are planned once a connection; Django sends every other query whole.
    settings["OPTIONS"]["prepare_threshold"] = 0
    return {
        "ENGINE": "django.db.backends.postgresql",
        **settings,
        # A database that was restarted must not leave every web process with a dead connection.
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
    }


def _from_url(url: str) -> dict[str, Any]:
    parts = conninfo_to_dict(url)
    named = {"NAME": "dbname", "USER": "user", "PASSWORD": "password", "HOST": "host", "PORT": "port"}
    settings: dict[str, Any] = {key: str(parts.pop(name, "") or "") for key, name in named.items()}
    settings["OPTIONS"] = parts
    return settings
