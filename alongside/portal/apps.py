from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "alongside.portal"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from . import checks  # noqa: F401
