"""Where the database is, and the one that Alongside runs for itself when nobody has set up another."""

from alongside.foundation.database.cluster import Cluster, DatabaseProblem, make_fit, start, web_rights
from alongside.foundation.database.connect import django_settings, is_embedded, owner_is_known, web_role
from alongside.foundation.database.secrets import kept_secret

__all__ = [
    "Cluster",
    "DatabaseProblem",
    "django_settings",
    "is_embedded",
    "kept_secret",
    "make_fit",
    "owner_is_known",
    "start",
    "web_rights",
    "web_role",
]
