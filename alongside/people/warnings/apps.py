from django.apps import AppConfig


class WarningsConfig(AppConfig):
    name = "alongside.people.warnings"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from alongside.people.people.frame import show_warnings

        from .presenters import for_frame

        show_warnings(for_frame, "warnings:index")
