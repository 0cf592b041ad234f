from django.apps import AppConfig


class AssessmentsConfig(AppConfig):
    name = "alongside.care_management.assessments"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from alongside.people.people import frame

        from . import history, presenters, questionnaires  # noqa: F401

        frame.offer_more(presenters.links)
        history.also(presenters.lines, presenters.board_rows)
