from django.apps import AppConfig
from django.db.models.signals import post_migrate


class AuditConfig(AppConfig):
    name = "alongside.foundation.audit"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from alongside.foundation.design.meanwhile import last_change_comes_from

        from .install import install
        from .last import last_change

        post_migrate.connect(install, sender=self)
        last_change_comes_from(last_change)
