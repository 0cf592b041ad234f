from django.apps import AppConfig


class EligibilityConfig(AppConfig):
    name = "alongside.care_management.eligibility"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from alongside.care_management.assessments import history

        from . import presenters

        history.also(presenters.lines)
