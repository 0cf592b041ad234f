from django.apps import AppConfig


class PlansConfig(AppConfig):
    name = "alongside.care_management.plans"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from . import questionnaires  # noqa: F401
