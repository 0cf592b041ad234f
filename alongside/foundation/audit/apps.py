from django.apps import AppConfig
from django.db.models.signals import post_migrate


class AuditConfig(AppConfig):
    name = "alongside.foundation.audit"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from .install import install

        post_migrate.connect(install, sender=self)
