from django.apps import AppConfig


class CapacityConfig(AppConfig):
    name = "alongside.care_management.capacity"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from alongside.care_management.assessments import history
        from alongside.people.people import frame

        from . import presenters, questionnaires  # noqa: F401

        frame.offer_more(presenters.links)
        history.also(presenters.lines)
