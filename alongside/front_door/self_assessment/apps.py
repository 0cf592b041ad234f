from django.apps import AppConfig


class SelfAssessmentConfig(AppConfig):
    name = "alongside.front_door.self_assessment"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from . import checks, questionnaires  # noqa: F401
