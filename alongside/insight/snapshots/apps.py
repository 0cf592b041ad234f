from django.apps import AppConfig


class SnapshotsConfig(AppConfig):
    name = "alongside.insight.snapshots"
    default_auto_field = "django.db.models.BigAutoField"
