from django.apps import AppConfig


class CaseNotesConfig(AppConfig):
    name = "alongside.people.case_notes"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from . import questionnaires  # noqa: F401
