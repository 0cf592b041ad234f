from django.apps import AppConfig
from django.db.models.signals import post_migrate


class AccessConfig(AppConfig):
    name = "alongside.foundation.access"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from .wall import build

        post_migrate.connect(build, sender=self)
